#include "core/market/asset.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace isobar {

namespace {

constexpr std::array<std::pair<std::string_view, double>, 5> Prefixes{
    {{"1000000", 1e6}, {"100000", 1e5}, {"10000", 1e4}, {"1000", 1e3}, {"1M", 1e6}}};

std::string upper(std::string_view text)
{
    std::string out(text);
    std::transform(
        out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return out;
}

bool startsWithLetter(std::string_view text)
{
    return !text.empty() && std::isalpha(static_cast<unsigned char>(text.front()));
}

std::string canonical(std::string_view coin)
{
    const std::string name = upper(coin);
    return name == "XBT" ? "BTC" : name;
}

} // namespace

ScaledAsset splitAsset(std::string_view base)
{
    // A lower-case k before an upper-case coin is Hyperliquid's "thousand"; KAVA and KSM are coins.
    if (base.size() > 2 && base[0] == 'k' && std::isupper(static_cast<unsigned char>(base[1])))
        return {canonical(base.substr(1)), 1000};
    for (const auto &[prefix, scale] : Prefixes) {
        const std::string_view rest = base.size() > prefix.size() ? base.substr(prefix.size()) : std::string_view();
        // "1M" needs a longer coin behind it, or 1MIL would be a million IL.
        const bool longEnough = rest.size() >= (prefix == "1M" ? 4U : 2U);
        if (base.starts_with(prefix) && startsWithLetter(rest) && longEnough)
            return {canonical(rest), scale};
    }
    for (const auto &[suffix, scale] : Prefixes) {
        if (suffix == "1M" || base.size() <= suffix.size() + 1 || !base.ends_with(suffix))
            continue;
        const std::string_view coin = base.substr(0, base.size() - suffix.size());
        if (startsWithLetter(coin) && std::isalpha(static_cast<unsigned char>(coin.back())))
            return {canonical(coin), scale};
    }
    return {canonical(base), 1};
}

} // namespace isobar
