#pragma once
#include <string>
#include <string_view>

namespace isobar {

/// A venue's base name taken apart: the coin, and how many coins one base unit is.
struct ScaledAsset {
    std::string asset;
    double scale = 1;
    bool operator==(const ScaledAsset &) const = default;
};

/// Splits "1000PEPE", "1000000MOG", "SHIB1000", "kPEPE", "1MBABYDOGE" into coin and scale, by the table of known
/// scalings and the spelling of powers of ten from 1000. Coins that merely look scaled ("1INCH", "KAVA", "KSM") stay
/// whole. Aliases of one coin (XBT -> BTC) are joined. `base` is the venue's base name in its own case; the asset is
/// upper case.
ScaledAsset splitAsset(std::string_view base);

} // namespace isobar
