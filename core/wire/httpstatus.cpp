#include "core/wire/httpstatus.h"

#include "core/base/numbers.h"

#include <QDateTime>
#include <QLocale>
#include <QString>
#include <QTimeZone>

#include <algorithm>

namespace isobar {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
// Letters and the signs of base64 and of versions: "Accept-Key abc+123=" and "HTTP/1.100" hold no status.
bool joins(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' || c == '/' || c == '='
        || c == '-' || c == '_';
}

} // namespace

std::optional<int> statusInErrorText(std::string_view text)
{
    for (std::size_t i = 0; i + 3 <= text.size(); ++i) {
        if (!isDigit(text[i]) || !isDigit(text[i + 1]) || !isDigit(text[i + 2]))
            continue;
        const bool startsAlone = i == 0 || (!joins(text[i - 1]) && text[i - 1] != '.');
        const bool endsAlone = i + 3 == text.size() || !joins(text[i + 3]);
        const bool isDecimal = i + 4 < text.size() && text[i + 3] == '.' && isDigit(text[i + 4]);
        const int number = (text[i] - '0') * 100 + (text[i + 1] - '0') * 10 + (text[i + 2] - '0');
        if (startsAlone && endsAlone && !isDecimal && number >= 100 && number < 600)
            return number;
    }
    return std::nullopt;
}

std::optional<TimeMs> parseHttpDate(std::string_view text)
{
    const QString value = QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
    QDateTime time = QLocale::c().toDateTime(value, QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    if (!time.isValid())
        return std::nullopt;
    time.setTimeZone(QTimeZone::utc());
    return time.toMSecsSinceEpoch();
}

std::optional<TimeMs> retryAfterMs(std::string_view retryAfter, std::string_view date, TimeMs nowMs)
{
    constexpr TimeMs longest = 3 * DayMs;
    if (const auto seconds = parseInteger(retryAfter))
        return std::clamp<TimeMs>(*seconds, 0, longest / SecondMs) * SecondMs;
    const auto until = parseHttpDate(retryAfter);
    if (!until)
        return std::nullopt;
    return std::clamp<TimeMs>(*until - parseHttpDate(date).value_or(nowMs), 0, longest);
}

} // namespace isobar
