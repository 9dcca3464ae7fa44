#include "core/wire/endpoints.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUrl>

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace isobar {

namespace {

namespace json = boost::json;

std::string text(const json::string &value) { return std::string(value.data(), value.size()); }
std::string text(json::string_view value) { return std::string(value.data(), value.size()); }

Result<std::string> hostOf(const json::object &venue, const std::string &where, std::string_view member,
    std::string_view plain, std::string_view secure)
{
    const std::string name = where + "." + std::string(member);
    const json::value *value = venue.if_contains(json::string_view(member.data(), member.size()));
    if (!value)
        return Error{name + " is missing"};
    if (!value->is_string())
        return Error{name + " is not a text"};
    const std::string given = text(value->get_string());
    const QUrl url(QString::fromStdString(given), QUrl::StrictMode);
    const std::string scheme = url.scheme().toStdString();
    if (!url.isValid() || url.host().isEmpty() || (scheme != plain && scheme != secure))
        return Error{name + ": \"" + given + "\" is no address of the form " + std::string(plain) + "://HOST:PORT or "
            + std::string(secure) + "://HOST:PORT"};
    const bool hasMore = (!url.path().isEmpty() && url.path() != QLatin1String("/")) || url.hasQuery()
        || url.hasFragment() || !url.userInfo().isEmpty();
    if (hasMore)
        return Error{name + ": \"" + given + "\": only scheme, host and port may be given, paths stay the venue's own"};
    return url.toString(QUrl::RemovePath).toStdString();
}

std::optional<Error> unknownMember(
    const json::object &object, const std::string &where, std::initializer_list<std::string_view> known)
{
    for (const auto &member : object) {
        const std::string name = text(member.key());
        if (std::find(known.begin(), known.end(), name) == known.end())
            return Error{where + name + " is not known here"};
    }
    return std::nullopt;
}

Result<Endpoint> readVenue(const json::value &value, const std::string &where)
{
    if (!value.is_object())
        return Error{where + " is not an object"};
    const json::object &venue = value.get_object();
    if (const auto error = unknownMember(venue, where + ".", {"rest", "ws", "ca"}))
        return *error;
    const auto rest = hostOf(venue, where, "rest", "http", "https");
    if (!rest)
        return Error{rest.error()};
    const auto ws = hostOf(venue, where, "ws", "ws", "wss");
    if (!ws)
        return Error{ws.error()};
    Endpoint endpoint{*rest, *ws, {}};
    if (const json::value *ca = venue.if_contains("ca")) {
        if (!ca->is_string() || ca->get_string().empty())
            return Error{where + ".ca is not the name of a file"};
        endpoint.caFile = text(ca->get_string());
    }
    return endpoint;
}

Result<ClockSpec> readClock(const json::value &value)
{
    if (!value.is_object())
        return Error{"clock is not an object"};
    const json::object &clock = value.get_object();
    if (const auto error = unknownMember(clock, "clock.", {"wall_ms", "market_ms", "speed"}))
        return *error;
    std::array<double, 3> numbers{};
    constexpr std::array<const char *, 3> names{"wall_ms", "market_ms", "speed"};
    for (std::size_t i = 0; i < names.size(); ++i) {
        const json::value *member = clock.if_contains(names[i]);
        if (!member || !member->is_number())
            return Error{std::string("clock.") + names[i] + (member ? " is not a number" : " is missing")};
        numbers[i] = member->to_number<double>();
        if (!std::isfinite(numbers[i]) || std::abs(numbers[i]) > 9e15)
            return Error{std::string("clock.") + names[i] + " is out of range"};
    }
    if (numbers[2] <= 0)
        return Error{"clock.speed is not above 0"};
    return ClockSpec{static_cast<TimeMs>(numbers[0]), static_cast<TimeMs>(numbers[1]), numbers[2]};
}

} // namespace

Result<Endpoints> parseEndpoints(std::string_view content, std::span<const std::string> knownVenues)
{
    boost::system::error_code failure;
    const json::value root = json::parse(json::string_view(content.data(), content.size()), failure);
    if (failure)
        return Error{"not JSON: " + failure.message()};
    if (!root.is_object())
        return Error{"not a JSON object"};
    if (const auto error = unknownMember(root.get_object(), {}, {"venues", "clock", "rest_limit_factor"}))
        return *error;
    const json::value *venues = root.get_object().if_contains("venues");
    if (!venues || !venues->is_object())
        return Error{venues ? "venues is not an object" : "venues is missing"};
    Endpoints endpoints;
    for (const auto &member : venues->get_object()) {
        const std::string id = text(member.key());
        const std::string where = "venues." + id;
        if (!knownVenues.empty() && std::find(knownVenues.begin(), knownVenues.end(), id) == knownVenues.end())
            return Error{where + ": there is no such venue"};
        auto venue = readVenue(member.value(), where);
        if (!venue)
            return Error{venue.error()};
        endpoints.venues.emplace(id, std::move(*venue));
    }
    if (const json::value *clock = root.get_object().if_contains("clock")) {
        const auto spec = readClock(*clock);
        if (!spec)
            return Error{spec.error()};
        endpoints.clock = *spec;
    }
    if (const json::value *factor = root.get_object().if_contains("rest_limit_factor")) {
        if (!factor->is_number() || !(factor->to_number<double>() >= 1) || factor->to_number<double>() > 1000)
            return Error{"rest_limit_factor is not a number from 1 to 1000"};
        endpoints.restLimitFactor = factor->to_number<double>();
    }
    return endpoints;
}

Result<Endpoints> readEndpoints(const std::string &path, std::span<const std::string> knownVenues)
{
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        return Error{path + ": " + file.errorString().toStdString()};
    const QByteArray content = file.readAll();
    auto endpoints =
        parseEndpoints(std::string_view(content.constData(), static_cast<std::size_t>(content.size())), knownVenues);
    if (!endpoints)
        return Error{path + ": " + endpoints.error()};
    const QFileInfo place(file);
    for (auto &[id, endpoint] : endpoints->venues) {
        const QFileInfo ca(QString::fromStdString(endpoint.caFile));
        if (!endpoint.caFile.empty() && ca.isRelative())
            endpoint.caFile = place.absoluteDir().absoluteFilePath(ca.filePath()).toStdString();
    }
    return endpoints;
}

} // namespace isobar
