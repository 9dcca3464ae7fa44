#pragma once
#include "core/venues/cataloguereader.h"
#include "core/venues/requestline.h"
#include "core/venues/venue.h"

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// The parts of the adapter delta, for delta*.cpp only.

namespace isobar {

inline constexpr std::string_view DeltaId = "delta";

/// Perpetuals by the id of their spot index (".DEXBTUSDT").
using DeltaIndices = std::map<std::string, std::vector<std::string>, std::less<>>;

/// Reads both dialects of the socket (compact and legacy) and the REST answers.
std::unique_ptr<Decoder> makeDeltaDecoder(ReferencePtr reference, InstrumentNames &names);

/// Reads the pages of products.
class DeltaReader : public CatalogueReader {
public:
    DeltaReader(VenueTraits traits, InstrumentNames &names);
    /// Of all lines so far.
    const DeltaIndices &indices() const { return m_indices; }

private:
    void readAnswer(const JsonNode &root, const RequestLine &request, ReferenceStep &step) override;
    Listing listing(const Members &row, DeltaIndices &indices);

    DeltaIndices m_indices;
    int m_pages = 0;
};

/// Names of history/candles, ascending.
std::span<const BarName> deltaBars();

/// "/v2/products?contract_types=perpetual_futures", with `after` from the second page on.
std::string deltaListPath(std::string_view after);

/// In front of a symbol the candles are of settled funding, in percent.
inline constexpr std::string_view DeltaFundingPrefix = "FUNDING:";

} // namespace isobar
