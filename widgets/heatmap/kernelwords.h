#pragma once
#include "core/levelgrid/levelkernel.h"

#include <QCoreApplication>
#include <QString>

namespace isobar::heatmap {

/// Where the weights of the modelled levels come from, in a few words.
class KernelWords {
    Q_DECLARE_TR_FUNCTIONS(isobar::heatmap::KernelWords)
public:
    /// "prior", "prior, size measured", "learned, n = 1204", "BTC's kernel, estimated"; n: hours with liquidations,
    /// both sides. `isMeasured`: the size of all together is.
    static QString quality(const KernelOrigin &origin, bool isMeasured);
};

} // namespace isobar::heatmap
