#include "core/simulation/servers/hyperliquidaccounts.h"

#include "core/base/hash.h"
#include "core/simulation/servers/venuetext.h"
#include "core/simulation/truth.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

std::optional<std::uint64_t> unhex(std::string_view text)
{
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::uint64_t stamp(std::uint64_t contract, std::uint64_t agent)
{
    return StableHash().add(static_cast<std::int64_t>(contract)).add(static_cast<std::int64_t>(agent)).value();
}

struct Holder {
    int contract = 0;
    const Position *position = nullptr;
};

/// An address is its owner, blurred by a stamp over it: 16 digits stamp, 16 agent, 8 contract.
std::optional<Holder> holderOf(const VenueView &view, std::string_view address)
{
    if (address.size() != 42 || !address.starts_with("0x"))
        return std::nullopt;
    const auto mark = unhex(address.substr(2, 16));
    const auto blurredAgent = unhex(address.substr(18, 16));
    const auto blurredContract = unhex(address.substr(34, 8));
    if (!mark || !blurredAgent || !blurredContract)
        return std::nullopt;
    const std::uint64_t agent = *blurredAgent ^ *mark;
    const std::uint64_t contract = *blurredContract ^ (*mark & 0xffffffff);
    const auto known =
        std::ranges::find_if(view.contracts(), [&](int ours) { return static_cast<std::uint64_t>(ours) == contract; });
    if (known == view.contracts().end() || stamp(contract, agent) != *mark)
        return std::nullopt;
    const Book &book = view.market().truth().books[contract];
    for (const Side side : {Side::Long, Side::Short}) {
        const auto &positions = book.positions(side);
        const auto found = std::ranges::find(positions, agent, &Position::agent);
        if (found != positions.end())
            return Holder{*known, &*found};
    }
    return std::nullopt;
}

json::object summary(double value, double notional, double margin)
{
    return {{"accountValue", plainText(value, 6)}, {"totalNtlPos", plainText(notional, 6)},
        {"totalRawUsd", plainText(value - notional, 6)}, {"totalMarginUsed", plainText(margin, 6)}};
}

json::object positionRow(const ContractSpec &spec, const Position &position, double base, double mark)
{
    const MarginTerms &terms = position.terms;
    const double direction = sign(terms.side);
    const double profit = direction * base * (mark - terms.entry);
    const double paid = base * terms.fundingPerBase;
    const double margin = base * terms.entry / terms.leverage - paid;
    const bool canDie = position.liquidationPrice > 0 && std::isfinite(position.liquidationPrice);
    const std::string funding = plainText(paid, 6);
    return {{"coin", spec.symbol}, {"szi", plainText(direction * base, decimalsOf(spec.lot))},
        {"entryPx", plainText(terms.entry, decimalsOf(spec.tick) + 1)},
        {"leverage",
            json::object{{"type", "isolated"}, {"value", std::max(1, static_cast<int>(std::lround(terms.leverage)))},
                {"rawUsd", plainText(margin - direction * base * terms.entry, 6)}}},
        {"liquidationPx",
            canDie ? json::value(plainText(position.liquidationPrice, decimalsOf(spec.tick) + 1).c_str())
                   : json::value()},
        {"marginUsed", plainText(margin + profit, 6)}, {"positionValue", plainText(base * mark, 6)},
        {"unrealizedPnl", plainText(profit, 6)}, {"returnOnEquity", plainText(margin > 0 ? profit / margin : 0, 10)},
        {"maxLeverage", static_cast<int>(spec.maxLeverage)},
        {"cumFunding", json::object{{"allTime", funding}, {"sinceOpen", funding}, {"sinceChange", funding}}}};
}

} // namespace

std::string hyperliquidAddress(int contract, std::uint64_t agent)
{
    const auto number = static_cast<std::uint64_t>(contract);
    const std::uint64_t mark = stamp(number, agent);
    return "0x" + hexText(mark, 16) + hexText(agent ^ mark, 16) + hexText(number ^ (mark & 0xffffffff), 8);
}

json::array hyperliquidUsers(const VenueView &view, const Print &print)
{
    const auto &books = view.market().truth().books;
    json::array users;
    const auto contract = static_cast<std::size_t>(print.contract);
    if (contract >= books.size())
        return users;
    for (const Side side : {Side::Long, Side::Short}) {
        const auto &positions = books[contract].positions(side);
        if (positions.empty())
            return {};
        const auto at = static_cast<std::size_t>(StableHash().add(static_cast<std::int64_t>(print.id)).value());
        users.emplace_back(hyperliquidAddress(print.contract, positions[at % positions.size()].agent));
    }
    return users;
}

json::object hyperliquidAccount(const VenueView &view, std::string_view address)
{
    json::object account{{"marginSummary", summary(0, 0, 0)}, {"crossMarginSummary", summary(0, 0, 0)},
        {"crossMaintenanceMarginUsed", "0"}, {"withdrawable", "0"}, {"assetPositions", json::array()},
        {"time", view.market().nowMs()}};
    const auto holder = holderOf(view, address);
    if (!holder)
        return account;
    const ContractSpec &spec = view.spec(holder->contract);
    const double mark = view.state(holder->contract).mark;
    const Book &book = view.market().truth().books[static_cast<std::size_t>(holder->contract)];
    const double base = book.baseOf(holder->position->units, mark);
    json::object row = positionRow(spec, *holder->position, base, mark);
    const double direction = sign(holder->position->terms.side);
    const double entry = holder->position->terms.entry;
    const double margin = base * entry / holder->position->terms.leverage;
    account["marginSummary"] = summary(margin + direction * base * (mark - entry), base * mark, margin);
    account["assetPositions"] =
        json::array{json::value(json::object{{"type", "oneWay"}, {"position", std::move(row)}})};
    return account;
}

} // namespace isobar::simulation
