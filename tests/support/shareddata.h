#pragma once
#include "core/backtest/historycsv.h"
#include "core/wire/inflater.h"

#include <QFile>
#include <QtTest>

/// The historical data of the folder `shared` beside the checkout (or of ISOBAR_SHARED).
namespace shareddata {

inline const QString Btc2026 = QStringLiteral("btc_1h_2025-12-04_2026-03-31.csv.gz");
inline const QString Btc2024 = QStringLiteral("binance_btcusdt_1h_2024-06-19_2024-08-19.csv.gz");

inline QString path(const QString &name)
{
    const QString shared = qEnvironmentVariable("ISOBAR_SHARED", QStringLiteral(ISOBAR_SOURCE_DIR "/../shared"));
    return shared + QStringLiteral("/data/") + name;
}
inline bool isThere() { return QFile::exists(path(Btc2026)); }

inline std::string text(const QString &name)
{
    QFile file(path(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = file.readAll();
    isobar::Inflater inflater;
    constexpr std::size_t MostBytes = std::size_t{1} << 28;
    const auto content =
        inflater.inflate(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())), MostBytes);
    return content ? std::string(*content) : std::string();
}
inline isobar::Result<isobar::HistoryFile> bars(const QString &name) { return isobar::readHistoryCsv(text(name)); }

} // namespace shareddata

/// Leaves a test function without the data; where they must be there (CI), it fails.
#define NEED_SHARED_DATA()                                                                                             \
    do {                                                                                                               \
        if (!shareddata::isThere()) {                                                                                  \
            QVERIFY2(!qEnvironmentVariableIsSet("CI"), "The folder shared/ is missing.");                              \
            QSKIP("No folder shared/ beside the checkout: nothing to replay.");                                        \
        }                                                                                                              \
    } while (false)
