#include "core/wire/inflater.h"

#include <QByteArray>
#include <QtTest>

#include <zlib.h>

using namespace isobar;

namespace {

/// One gzip member of that text.
std::string gzip(const std::string &text)
{
    z_stream zlib{};
    deflateInit2(&zlib, Z_BEST_SPEED, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&zlib, text.size()) + 32, '\0');
    zlib.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.data()));
    zlib.avail_in = static_cast<uInt>(text.size());
    zlib.next_out = reinterpret_cast<Bytef *>(out.data());
    zlib.avail_out = static_cast<uInt>(out.size());
    deflate(&zlib, Z_FINISH);
    out.resize(zlib.total_out);
    deflateEnd(&zlib);
    return out;
}

constexpr std::size_t Most = 1 << 20;

} // namespace

class TestInflater : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsARecordedFrame()
    {
        const std::string frame =
            QByteArray::fromBase64("H4sIAAAAAAAA/6pWKsjMS1eyMjQzMTWysDS2sDS1NKkFBAAA//9SB+tEFgAAAA==").toStdString();
        Inflater inflater;
        QVERIFY(inflater.inflate(frame, Most) == std::string_view(R"({"ping":1645289389594})"));
    }

    void readsOneAfterTheOther()
    {
        Inflater inflater;
        for (const std::size_t size : {std::size_t(0), std::size_t(1), std::size_t(16 * 1024),
                 std::size_t(16 * 1024 + 1), std::size_t(100'000), std::size_t(7)}) {
            const std::string text(size, 'x');
            QVERIFY(inflater.inflate(gzip(text), Most) == std::string_view(text));
        }
        QVERIFY(inflater.inflate(gzip("a") + gzip("bc"), Most) == std::string_view("abc"));
    }

    void refusesWhatIsNotWhole()
    {
        std::string text;
        for (int i = 0; i < 500; ++i)
            text += std::to_string(i * 7919);
        const std::string whole = gzip(text);
        Inflater inflater;
        for (std::size_t size = 0; size < whole.size(); ++size)
            QVERIFY2(!inflater.inflate(whole.substr(0, size), Most), std::to_string(size).c_str());
        QVERIFY(inflater.inflate(whole, Most) == std::string_view(text));
        QVERIFY(!inflater.inflate(whole + "x", Most));
        QVERIFY(!inflater.inflate(R"({"ping":1})", Most));
        for (const std::size_t at : {std::size_t(0), whole.size() / 2, whole.size() - 6, whole.size() - 1}) {
            std::string damaged = whole;
            damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
            QVERIFY2(!inflater.inflate(damaged, Most), std::to_string(at).c_str());
        }
        QVERIFY(inflater.inflate(whole, Most) == std::string_view(text));
    }

    void staysWithinItsBound()
    {
        Inflater inflater;
        const std::string bomb = gzip(std::string(30'000'000, '0'));
        QVERIFY(bomb.size() < 200'000);
        QVERIFY(!inflater.inflate(bomb, Most));
        QVERIFY(inflater.inflate(gzip(std::string(1'000, '0')), 1'000));
        QVERIFY(!inflater.inflate(gzip(std::string(1'001, '0')), 1'000));
    }
};

QTEST_GUILESS_MAIN(TestInflater)
#include "tst_inflater.moc"
