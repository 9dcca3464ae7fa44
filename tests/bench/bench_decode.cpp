// Decoding against a raw walk of simdjson over the same frames in the same run (PERFORMANCE.md section 1):
//   DERIV  what Isobar subscribes to, bytes to rows: goal >= 0.40 x the speed of the walk
//   MIX    93 % of the bytes order books and candles, only the rest wanted: goal >= 4 x
// usage: bench_decode [ROUNDS [FRAMES [CORPUS]]]   Needs the folder shared/ with the wire cases (or ISOBAR_SHARED).
// FRAMES: other frames for DERIV, a line each: venue, tab, anything that the peer wants to know, tab, frame; those that
// mean nothing here are left out and counted. CORPUS: where to write DERIV in the same form, for decodepeers.mjs.
#include "core/venues/registry.h"
#include "tests/support/wirecases.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <random>
#include <simdjson.h>

using namespace isobar;

namespace {

struct BenchFrame {
    std::size_t venue = 0;
    std::size_t offset = 0, size = 0;
};

/// Frames in one buffer, each with the padding simdjson reads beyond the end.
struct Corpus {
    std::string name;
    std::string bytes;
    std::vector<BenchFrame> frames;
    std::size_t total = 0;

    void add(std::size_t venue, const std::string &text)
    {
        frames.push_back({venue, bytes.size(), text.size()});
        bytes.append(text).append(simdjson::SIMDJSON_PADDING, '\0');
        total += text.size();
    }
    std::string_view text(const BenchFrame &frame) const
    {
        return std::string_view(bytes).substr(frame.offset, frame.size);
    }
};

struct Source {
    std::size_t venue;
    std::string text;
    std::string label = {}; ///< of a frame out of a file
};

/// Decimals get other digits, so that no two frames are alike; whole numbers (times, ids) stay.
std::string varied(std::string text, std::mt19937 &random)
{
    bool isFraction = false;
    for (std::size_t i = 1; i < text.size(); ++i) {
        const bool isDigit = text[i] >= '0' && text[i] <= '9';
        if (text[i] == '.')
            isFraction = text[i - 1] >= '0' && text[i - 1] <= '9';
        else if (!isDigit)
            isFraction = false;
        else if (isFraction)
            text[i] = static_cast<char>('0' + random() % 10);
    }
    return text;
}

std::string levels(std::mt19937 &random, int count, const char *before, const char *between, const char *after)
{
    std::string out;
    char level[96];
    for (int i = 0; i < count; ++i) {
        std::snprintf(level, sizeof level, "%s%s%u.%u%s%u.%03u%s", i ? "," : "", before,
            60'000U + static_cast<unsigned>(random() % 999), static_cast<unsigned>(random() % 10), between,
            static_cast<unsigned>(random() % 50), static_cast<unsigned>(random() % 1000), after);
        out += level;
    }
    return out;
}

/// Order books and candles of the four venues.
std::string dullFrame(std::size_t venue, std::mt19937 &random)
{
    const int count = 4 + static_cast<int>(random() % 20);
    const bool isCandle = random() % 8 == 0;
    const auto plain = [&] { return levels(random, count, "[\"", "\",\"", "\"]"); };
    switch (venue) {
    case 0:
        if (isCandle)
            return R"({"stream":"btcusdt@kline_1m","data":{"e":"kline","E":1638747660000,"s":"BTCUSDT","k":{"t":1638747600000,"T":1638747659999,"s":"BTCUSDT","i":"1m","o":"60000.1","c":"60001.2","h":"60010.0","l":"59990.5","v":"12.345","n":100,"x":false,"q":"740000.1","V":"6.1","Q":"370000.2","B":"0"}}})";
        return R"({"stream":"btcusdt@depth@100ms","data":{"e":"depthUpdate","E":1626992742291,"T":1626992742280,"s":"BTCUSDT","U":5001,"u":5009,"pu":5000,"b":[)"
            + plain() + R"(],"a":[)" + plain() + "]}}";
    case 1:
        if (isCandle)
            return R"({"arg":{"channel":"candle1m","instId":"BTC-USDT-SWAP"},"data":[["1597026383085","8533.02","8553.74","8527.17","8548.26","45247","529.5858061","5529.5","0"]]})";
        return R"({"arg":{"channel":"books","instId":"BTC-USDT-SWAP"},"action":"update","data":[{"asks":[)"
            + levels(random, count, "[\"", "\",\"", "\",\"0\",\"3\"]") + R"(],"bids":[)"
            + levels(random, count, "[\"", "\",\"", "\",\"0\",\"3\"]")
            + R"(],"ts":"1597026383085","checksum":-855196043,"prevSeqId":123456,"seqId":123457}]})";
    case 2:
        if (isCandle)
            return R"({"topic":"kline.5.BTCUSDT","data":[{"start":1672324800000,"end":1672325099999,"interval":"5","open":"16649.5","close":"16677","high":"16677","low":"16608","volume":"2.081","turnover":"34666.4005","confirm":false,"timestamp":1672324988882}],"ts":1672324988882,"type":"snapshot"})";
        return R"({"topic":"orderbook.50.BTCUSDT","type":"delta","ts":1672304484978,"data":{"s":"BTCUSDT","b":[)"
            + plain() + R"(],"a":[)" + plain() + R"(],"u":177400507,"seq":66544703342},"cts":1672304484976})";
    default:
        if (isCandle)
            return R"({"channel":"candle","data":{"t":1681923600000,"T":1681924499999,"s":"BTC","i":"15m","o":"29295.0","c":"29258.0","h":"29309.0","l":"29250.0","v":"0.98639","n":189}})";
        return R"({"channel":"l2Book","data":{"coin":"BTC","time":1730160007687,"levels":[[)"
            + levels(random, count, "{\"px\":\"", "\",\"sz\":\"", "\",\"n\":3}") + "],["
            + levels(random, count, "{\"px\":\"", "\",\"sz\":\"", "\",\"n\":3}") + "]]}}";
    }
}

std::size_t walkValue(simdjson::ondemand::value value);

template <class T> std::size_t walkContainer(T &&value, simdjson::ondemand::json_type type)
{
    std::size_t count = 1;
    if (type == simdjson::ondemand::json_type::array) {
        for (auto each : value.get_array())
            count += walkValue(each.value());
    } else {
        for (auto field : value.get_object()) {
            count += static_cast<std::size_t>(field.key().value().raw()[0] != 0);
            count += walkValue(field.value());
        }
    }
    return count;
}

std::size_t walkValue(simdjson::ondemand::value value)
{
    const auto type = value.type().value();
    if (type == simdjson::ondemand::json_type::array || type == simdjson::ondemand::json_type::object)
        return walkContainer(value, type);
    return value.raw_json_token().size();
}

std::size_t walk(simdjson::ondemand::parser &parser, const Corpus &corpus)
{
    std::size_t sum = 0;
    for (const BenchFrame &frame : corpus.frames) {
        simdjson::ondemand::document document =
            parser.iterate(corpus.bytes.data() + frame.offset, frame.size, frame.size + simdjson::SIMDJSON_PADDING);
        sum += walkContainer(document, document.type().value());
    }
    return sum;
}

struct Tally {
    std::size_t rows = 0, errors = 0;
};

class Bench {
public:
    /// The first `venues` of the registry.
    bool load(std::size_t venues)
    {
        const auto folder = wireFolder();
        if (!folder)
            return false;
        for (std::size_t i = 0; i < venues; ++i) {
            const auto venue = allVenues()[i];
            const auto reader = venue->referenceReader(m_names);
            for (const WireCase &each : wireCases(*folder, QString::fromStdString(venue->profile().traits.id))) {
                if (!each.instruments.empty())
                    reader->read({Via::Rest, each.instruments, venue->catalogue().at(0).line(), 0});
                const bool isGood = !each.expect.empty() && each.expect[0].at("kind") != "error";
                for (const WireCase::RawFrame &frame : each.frames) {
                    if (isGood && frame.via == Via::Ws)
                        m_sources.push_back({i, frame.text});
                }
            }
            m_decoders.push_back(venue->decoder(std::make_shared<const Reference>(reader->build()), m_names));
        }
        return !m_sources.empty();
    }

    Corpus derivatives(std::size_t count)
    {
        Corpus corpus{"DERIV", {}, {}, 0};
        std::mt19937 random(1);
        for (std::size_t i = 0; i < count; ++i) {
            const Source &source = m_sources[random() % m_sources.size()];
            corpus.add(source.venue, varied(source.text, random));
        }
        return corpus;
    }

    Corpus mixed(std::size_t count)
    {
        Corpus corpus{"MIX", {}, {}, 0};
        std::mt19937 random(2);
        std::size_t wanted = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (static_cast<double>(wanted) > 0.07 * static_cast<double>(corpus.total)) {
                const std::size_t venue = random() % 4;
                corpus.add(venue, dullFrame(venue, random));
                continue;
            }
            const Source &source = m_sources[random() % m_sources.size()];
            corpus.add(source.venue, varied(source.text, random));
            wanted += source.text.size();
        }
        return corpus;
    }

    Tally decode(const Corpus &corpus)
    {
        Tally tally;
        for (const BenchFrame &frame : corpus.frames) {
            m_decoded.clear();
            m_decoders[frame.venue]->decode({Via::Ws, corpus.text(frame), {}, 0}, m_decoded);
            tally.rows += m_decoded.rows.size();
            tally.errors += m_decoded.errors.size();
        }
        return tally;
    }

    std::size_t sources() const { return m_sources.size(); }

    /// Takes the frames of a file in the place of those of the wire cases. False: it cannot be read.
    bool takeFrames(const char *file)
    {
        std::ifstream in(file);
        if (!in)
            return false;
        const auto venues = allVenues();
        m_sources.clear();
        std::size_t dull = 0;
        for (std::string line; std::getline(in, line);) {
            const std::size_t tab = line.find('\t'), last = line.rfind('\t');
            const auto venue = std::ranges::find_if(
                venues, [&](const auto &each) { return each->profile().traits.id == line.substr(0, tab); });
            if (tab == last || venue == venues.end())
                continue;
            const auto index = static_cast<std::size_t>(venue - venues.begin());
            Source source{index, line.substr(last + 1), line.substr(0, last)};
            m_decoded.clear();
            m_decoders[index]->decode({Via::Ws, source.text, {}, 0}, m_decoded);
            if (m_decoded.rows.empty()) {
                ++dull;
                std::printf("no rows: %s\n", line.substr(0, 160).c_str());
            } else {
                m_sources.push_back(std::move(source));
            }
        }
        std::printf("%s: %zu frames, %zu left out\n", file, m_sources.size(), dull);
        return !m_sources.empty();
    }
    /// Writes the corpus that derivatives() makes. False: it cannot be written.
    bool write(std::size_t count, const char *file) const
    {
        std::ofstream out(file);
        std::mt19937 random(1);
        for (std::size_t i = 0; i < count; ++i) {
            const Source &source = m_sources[random() % m_sources.size()];
            out << source.label << '\t' << varied(source.text, random) << '\n';
        }
        return static_cast<bool>(out.flush());
    }

private:
    InstrumentNames m_names;
    std::vector<std::unique_ptr<Decoder>> m_decoders;
    std::vector<Source> m_sources;
    Decoded m_decoded;
};

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// Processor time: what else the machine does counts less than with the wall clock.
template <class F> double seconds(F &&work)
{
    const std::clock_t start = std::clock();
    work();
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

void compare(Bench &bench, const Corpus &corpus, int rounds, double goal)
{
    simdjson::ondemand::parser parser;
    std::vector<double> walks, decodes, ratios;
    std::size_t sum = walk(parser, corpus);
    Tally tally = bench.decode(corpus);
    for (int round = 0; round < rounds; ++round) {
        walks.push_back(seconds([&] { sum += walk(parser, corpus); }));
        decodes.push_back(seconds([&] { tally = bench.decode(corpus); }));
        ratios.push_back(walks.back() / decodes.back());
    }
    const auto frames = static_cast<double>(corpus.frames.size());
    const auto bytes = static_cast<double>(corpus.total);
    std::sort(ratios.begin(), ratios.end());
    std::printf("%-6s %zu frames, mean %.0f B, %zu rows, %zu errors (check %zu)\n", corpus.name.c_str(),
        corpus.frames.size(), bytes / frames, tally.rows, tally.errors, sum % 1000);
    std::printf(
        "       raw walk %5.0f ns a frame, %6.0f MB/s\n", median(walks) / frames * 1e9, bytes / median(walks) / 1e6);
    std::printf("       decoder  %5.0f ns a frame, %6.0f MB/s\n", median(decodes) / frames * 1e9,
        bytes / median(decodes) / 1e6);
    std::printf("       speed %.2f x of the walk (%.2f .. %.2f), goal %.2f: %s\n", ratios[ratios.size() / 2],
        ratios.front(), ratios.back(), goal, ratios[ratios.size() / 2] >= goal ? "reached" : "MISSED");
}

} // namespace

int main(int argc, char **argv)
{
    const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 15;
    constexpr std::size_t Frames = 20'000;
    const auto fail = [](const char *why) {
        std::fprintf(stderr, "bench_decode: %s\n", why);
        return 2;
    };
    if (argc > 2) {
        Bench bench;
        if (!bench.load(allVenues().size()))
            return fail("no folder shared/ with wire cases beside the checkout");
        if (!bench.takeFrames(argv[2]))
            return fail("no frames in the file");
        if (argc > 3 && !bench.write(Frames, argv[3]))
            return fail("cannot write the corpus");
        compare(bench, bench.derivatives(Frames), rounds, 0.40);
        return 0;
    }
    // The busiest four, whose frames are those that the goal was measured on; then all, of which some send numbers and
    // times in forms that cost more to read.
    for (const std::size_t venues : {std::size_t(4), allVenues().size()}) {
        Bench bench;
        if (!bench.load(venues))
            return fail("no folder shared/ with wire cases beside the checkout");
        std::printf(
            "%zu venues, %zu distinct frames of the wire cases, %d rounds in turn\n", venues, bench.sources(), rounds);
        compare(bench, bench.derivatives(Frames), rounds, 0.40);
        compare(bench, bench.mixed(Frames), rounds, 4);
    }
    return 0;
}
