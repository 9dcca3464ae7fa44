#pragma once
#include "core/analytics/levels/levelflow.h"
#include "core/analytics/levels/loadsampler.h"
#include "core/backtest/fittedmodels.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace isobar {

/// A way of the price that is asked about, from the last close to `extreme`, and the sample of it.
struct LoadQuery {
    PositionSide side = PositionSide::Long;
    double from = 0, extreme = 0; ///< prices
    const LoadSample *sample = nullptr; ///< not null; as the exposure model sees it
};

/// One of the methods that are compared (MODEL 11): what is liquidated if the price goes there.
class LoadMethod {
public:
    virtual ~LoadMethod() = default;
    /// USD, in any scale of the method's own.
    virtual double expected(const LoadQuery &query) const = 0;
    /// The bars of the next hour, after they were scored.
    virtual void take(std::span<const LevelBar> /*bars*/) { }
};

struct NamedMethod {
    std::string name; ///< as it stands in tables
    std::unique_ptr<LoadMethod> method;
};

/// All methods of MODEL 11's table and those that were added to it, in this order. `models` must outlive them.
std::vector<NamedMethod> allMethods(const FittedModels &models, const Lattice &lattice);

/// Those that others are measured against.
inline constexpr const char *NaiveMethod = "naive leverage tiers";
inline constexpr const char *FreshnessMethod = "freshness null";
inline constexpr const char *LearnedMethod = "learned kernel";

} // namespace isobar
