#include "app/cli/commands/decode.h"

#include "core/market/instrument.h"
#include "core/venues/registry.h"

#include <QCommandLineParser>
#include <QFile>
#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>

namespace isobar {

namespace json = boost::json;

namespace {

Result<std::string> bytesOfHex(std::string_view hex)
{
    const QByteArray bytes = QByteArray::fromHex(QByteArray(hex.data(), static_cast<qsizetype>(hex.size())));
    if (static_cast<std::size_t>(bytes.size()) * 2 != hex.size())
        return Error{"a binary frame is not written in hex"};
    return bytes.toStdString();
}

Result<WireCase::RawFrame> readFrame(const json::value &value)
{
    const json::object *from = value.if_object();
    const json::value *via = from ? from->if_contains("via") : nullptr;
    const json::value *text = from ? from->if_contains("text") : nullptr;
    if (!via || !via->is_string() || !text || !text->is_string())
        return Error{"a frame needs via and text"};
    WireCase::RawFrame out;
    out.text = json::value_to<std::string>(*text);
    if (const json::value *request = from->if_contains("request"); request && request->is_string())
        out.request = json::value_to<std::string>(*request);
    if (via->get_string() == "ws")
        return out;
    if (via->get_string() == "rest") {
        out.via = Via::Rest;
        return out;
    }
    if (via->get_string() != "ws-binary")
        return Error{"via is none of ws, ws-binary and rest"};
    out.via = Via::WsBinary;
    Result<std::string> bytes = bytesOfHex(out.text);
    if (!bytes)
        return Error{bytes.error()};
    out.text = std::move(*bytes);
    return out;
}

/// Adds the fields of one payload; a kind that cases do not have gives false.
struct AddPayload {
    json::object &out;

    template <class T> void add(std::string_view name, const std::optional<T> &value) const
    {
        if (value)
            out[name] = *value;
    }
    bool operator()(const Funding &p) const
    {
        add("rate", p.rate);
        add("interval_hours", p.intervalHours);
        add("next_funding_ms", p.nextFundingMs);
        add("predicted_rate", p.predictedRate);
        return true;
    }
    bool operator()(const Settlement &p) const
    {
        out["rate"] = p.rate;
        out["time_ms"] = p.timeMs;
        return true;
    }
    bool operator()(const Mark &p) const
    {
        add("mark_price", p.markPrice);
        add("index_price", p.indexPrice);
        return true;
    }
    bool operator()(const OpenInterest &p) const
    {
        add("base_quantity", p.baseQuantity);
        add("notional_usd", p.notionalUsd);
        add("time_ms", p.timeMs);
        return true;
    }
    bool operator()(const Volume &p) const
    {
        add("notional_usd", p.notionalUsd);
        add("base_quantity", p.baseQuantity);
        return true;
    }
    bool operator()(const Liquidation &p) const
    {
        out["position"] = p.position == PositionSide::Long ? "long" : "short";
        out["price"] = p.price;
        out["base_quantity"] = p.baseQuantity;
        out["notional_usd"] = p.notionalUsd;
        out["time_ms"] = p.timeMs;
        return true;
    }
    bool operator()(const Trade &p) const
    {
        out["aggressor"] = p.aggressor == Aggressor::Buy ? "buy" : "sell";
        out["price"] = p.price;
        out["base_quantity"] = p.baseQuantity;
        out["time_ms"] = p.timeMs;
        return true;
    }
    bool operator()(const Candle &) const { return false; }
    bool operator()(const TradeSecond &) const { return false; }
    bool operator()(const HistoryReach &) const { return false; }
};

void addObservations(json::array &out, const Decoded &decoded, const WireCase &wireCase, const InstrumentNames &names)
{
    for (const Decoded::Row &row : decoded.rows) {
        json::object each{{"kind", json::string_view(payloadName(row.payload))}, {"venue", wireCase.venue},
            {"symbol", names.key(row.instrument).symbol}};
        if (std::visit(AddPayload{each}, row.payload))
            out.push_back(std::move(each));
    }
    for (const DecodeError &error : decoded.errors) {
        // Excerpts may be any bytes; a line of JSON may not.
        const std::string excerpt = QString::fromStdString(error.excerpt).toStdString();
        out.push_back({{"kind", "error"}, {"venue", wireCase.venue}, {"reason", error.reason}, {"excerpt", excerpt}});
    }
}

/// Where the venue's list comes from, so that a body given without its request can be read.
Frame listFrame(const WireCase &wireCase, const std::string &request)
{
    return {Via::Rest, wireCase.instruments, request, 0};
}

int decodeFile(const QString &path, InstrumentNames &names)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        std::fprintf(stderr, "isobar-cli decode: %s: %s\n", qPrintable(path), qPrintable(file.errorString()));
        return 1;
    }
    int status = 0;
    for (int number = 1; !file.atEnd(); ++number) {
        const QByteArray line = file.readLine().trimmed();
        if (line.isEmpty())
            continue;
        const Result<WireCase> wireCase = readWireCase({line.constData(), static_cast<std::size_t>(line.size())});
        const Result<json::array> observations =
            wireCase ? decodeWireCase(*wireCase, names) : Result<json::array>(Error{wireCase.error()});
        if (!observations) {
            std::fprintf(
                stderr, "isobar-cli decode: %s:%d: %s\n", qPrintable(path), number, observations.error().c_str());
            status = 1;
            continue;
        }
        const json::object out{{"id", wireCase->id}, {"observations", *observations}};
        std::printf("%s\n", json::serialize(out).c_str());
    }
    return status;
}

} // namespace

Result<WireCase> readWireCase(std::string_view line)
{
    json::error_code error;
    const json::value value = json::parse({line.data(), line.size()}, error);
    const json::object *from = value.if_object();
    if (error || !from)
        return Error{"not a JSON object"};
    WireCase out;
    for (const auto &[name, to] : {std::pair("id", &out.id), std::pair("venue", &out.venue)}) {
        const json::value *text = from->if_contains(name);
        if (!text || !text->is_string())
            return Error{std::string("no ") + name};
        *to = json::value_to<std::string>(*text);
    }
    if (const json::value *list = from->if_contains("instruments"); list && list->is_string())
        out.instruments = json::value_to<std::string>(*list);
    const json::value *frames = from->if_contains("frames");
    if (!frames || !frames->is_array())
        return Error{"no frames"};
    for (const json::value &each : frames->get_array()) {
        Result<WireCase::RawFrame> frame = readFrame(each);
        if (!frame)
            return Error{frame.error()};
        out.frames.push_back(std::move(*frame));
    }
    if (const json::value *expect = from->if_contains("expect"); expect && expect->is_array())
        out.expect = expect->get_array();
    return out;
}

Result<json::array> decodeWireCase(const WireCase &wireCase, InstrumentNames &names)
{
    const std::shared_ptr<const Venue> venue = venueById(wireCase.venue);
    if (!venue)
        return Error{"no venue is called " + wireCase.venue};
    Decoded decoded;
    ReferencePtr reference;
    const std::vector<RestRequest> catalogue = venue->catalogue();
    const std::string request = catalogue.empty() ? std::string() : catalogue.front().line();
    if (!wireCase.instruments.empty()) {
        const auto reader = venue->referenceReader(names);
        reader->read(listFrame(wireCase, request));
        reference = std::make_shared<const Reference>(reader->build());
    }
    const std::unique_ptr<Decoder> decoder = venue->decoder(reference, names);
    // A reference holds tradable perpetuals only; from the list itself a decoder learns the sizes of all contracts.
    if (!wireCase.instruments.empty())
        decoder->decode(listFrame(wireCase, request), decoded);
    json::array out;
    for (const WireCase::RawFrame &raw : wireCase.frames) {
        decoded.clear();
        decoder->decode({raw.via, raw.text, raw.request, 0}, decoded);
        addObservations(out, decoded, wireCase, names);
    }
    return out;
}

int runDecode(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Reads files of wire cases (NDJSON: id, venue, instruments, frames) and prints what the frames mean, "
        "one JSON object a case."));
    parser.addHelpOption();
    parser.addPositionalArgument(QStringLiteral("file"), QStringLiteral("Files of cases."), QStringLiteral("FILE..."));
    const bool isReadable = parser.parse(QStringList(QStringLiteral("isobar-cli decode")) + arguments);
    if (isReadable && parser.isSet(QStringLiteral("help"))) {
        std::printf("%s", qPrintable(parser.helpText()));
        return 0;
    }
    if (!isReadable || parser.positionalArguments().isEmpty()) {
        std::fprintf(stderr, "isobar-cli decode: %s\n", isReadable ? "which FILE?" : qPrintable(parser.errorText()));
        return 2;
    }
    InstrumentNames names;
    int status = 0;
    for (const QString &path : parser.positionalArguments())
        status = std::max(status, decodeFile(path, names));
    return status;
}

} // namespace isobar
