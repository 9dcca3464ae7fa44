#pragma once
#include "app/cli/commands/decode.h"
#include "core/market/instrument.h"

#include <QDir>
#include <QFile>
#include <QtTest>
#include <boost/json.hpp>
#include <cmath>
#include <optional>
#include <vector>

// The wire cases of the folder `shared` beside the checkout, and how observations are compared (wire/FORMAT.md).

namespace isobar {

/// The folder of the cases, or nothing when it is not there. The variable ISOBAR_SHARED names another `shared`.
inline std::optional<QString> wireFolder()
{
    const QString shared = qEnvironmentVariable("ISOBAR_SHARED", QStringLiteral(ISOBAR_SOURCE_DIR "/../shared"));
    const QString folder = shared + QStringLiteral("/wire");
    return QDir(folder).exists() ? std::optional(folder) : std::nullopt;
}

/// All cases of a venue; a line that cannot be read is left out (the caller checks that there are some).
inline std::vector<WireCase> wireCases(const QString &folder, const QString &venue)
{
    std::vector<WireCase> cases;
    QFile file(folder + QStringLiteral("/") + venue + QStringLiteral(".ndjson"));
    if (!file.open(QIODevice::ReadOnly))
        return cases;
    while (!file.atEnd()) {
        const std::string line = file.readLine().trimmed().toStdString();
        if (line.empty())
            continue;
        if (auto wireCase = readWireCase(line))
            cases.push_back(std::move(*wireCase));
    }
    return cases;
}

inline bool sameValue(const boost::json::value &expected, const boost::json::value &got)
{
    if (!expected.is_number() || !got.is_number())
        return expected == got;
    const double a = expected.to_number<double>(), b = got.to_number<double>();
    return std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b)) + 1e-15;
}

/// Every field of `part` is in `whole` with the same value. A venue that `part` does not name is any.
inline bool isPartOf(const boost::json::object &part, const boost::json::object &whole)
{
    for (const auto &field : part) {
        const boost::json::value *other = whole.if_contains(field.key());
        if (!other || !sameValue(field.value(), *other))
            return false;
    }
    return true;
}

/// The observation is what was expected. Of fields that were not, only a venue's constant schedule and a notional may
/// be there; `exactly`: none.
inline bool explains(const boost::json::object &expected, const boost::json::object &got, bool exactly)
{
    if (expected.at("kind") == "error")
        return got.at("kind") == "error";
    if (!isPartOf(expected, got))
        return false;
    for (const auto &field : got) {
        const bool isSchedule = field.key() == "interval_hours" || field.key() == "next_funding_ms"
            || field.key() == "notional_usd" || (field.key() == "time_ms" && got.at("kind") == "open_interest");
        if (field.key() != "venue" && !expected.contains(field.key()) && (exactly || !isSchedule))
            return false;
    }
    return true;
}

/// Empty when they agree as multisets, else a sentence.
inline QString difference(const boost::json::array &expected, boost::json::array got, bool exactly)
{
    for (const boost::json::value &each : expected) {
        const auto found = std::find_if(got.begin(), got.end(), [&](const boost::json::value &observation) {
            return explains(each.as_object(), observation.as_object(), exactly);
        });
        if (found == got.end())
            return QStringLiteral("missing %1 in %2")
                .arg(QString::fromStdString(boost::json::serialize(each)),
                    QString::fromStdString(boost::json::serialize(got)));
        got.erase(found);
    }
    return got.empty() ? QString()
                       : QStringLiteral("not expected: %1").arg(QString::fromStdString(boost::json::serialize(got)));
}

} // namespace isobar

/// For init of a test on the cases: fails in CI and skips elsewhere when they are not there.
#define NEED_WIRE_FOLDER()                                                                                             \
    do {                                                                                                               \
        if (!isobar::wireFolder()) {                                                                                   \
            if (qEnvironmentVariableIsSet("CI"))                                                                       \
                QFAIL("The folder shared/ with the wire cases must stand beside the checkout.");                       \
            QSKIP("No folder shared/ beside the checkout: nothing to compare with.");                                  \
        }                                                                                                              \
    } while (false)
