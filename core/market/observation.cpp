#include "core/market/observation.h"

namespace isobar {

namespace {

struct NameOf {
    std::string_view operator()(const Funding &) const { return "funding"; }
    std::string_view operator()(const Settlement &) const { return "settlement"; }
    std::string_view operator()(const Mark &) const { return "mark"; }
    std::string_view operator()(const OpenInterest &) const { return "open_interest"; }
    std::string_view operator()(const Volume &) const { return "volume"; }
    std::string_view operator()(const Liquidation &) const { return "liquidation"; }
    std::string_view operator()(const Trade &) const { return "trade"; }
    std::string_view operator()(const Candle &) const { return "candle"; }
    std::string_view operator()(const TradeSecond &) const { return "trade_second"; }
    std::string_view operator()(const HistoryReach &) const { return "history_reach"; }
};

struct TypeOf {
    using Type = std::optional<StreamType>;
    Type operator()(const Funding &) const { return StreamType::Funding; }
    Type operator()(const Settlement &) const { return std::nullopt; }
    Type operator()(const Mark &) const { return StreamType::Mark; }
    Type operator()(const OpenInterest &value) const { return value.timeMs ? Type() : StreamType::OpenInterest; }
    Type operator()(const Volume &) const { return StreamType::Volume; }
    Type operator()(const Liquidation &) const { return StreamType::Liquidation; }
    Type operator()(const Trade &) const { return StreamType::Trade; }
    Type operator()(const Candle &) const { return std::nullopt; }
    Type operator()(const TradeSecond &) const { return StreamType::Trade; }
    Type operator()(const HistoryReach &) const { return std::nullopt; }
};

} // namespace

std::string_view payloadName(const Payload &payload) { return std::visit(NameOf(), payload); }

std::optional<StreamType> streamTypeOf(const Payload &payload) { return std::visit(TypeOf(), payload); }

} // namespace isobar
