#include "core/simulation/servers/clockfile.h"

#include "core/base/numbers.h"

#include <QtCore/QFile>
#include <QtCore/QSaveFile>
#include <boost/json/parse.hpp>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

template <class Number> std::optional<Number> numberOf(const json::object &object, std::string_view name)
{
    const json::value *value = object.if_contains(name);
    if (!value || !value->is_number())
        return std::nullopt;
    boost::system::error_code error;
    const auto number = value->to_number<Number>(error);
    return error ? std::nullopt : std::optional<Number>(number);
}

} // namespace

Result<std::optional<ClockFile>> readClockFile(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return std::optional<ClockFile>();
    if (!file.open(QIODevice::ReadOnly))
        return Error{"cannot read " + path.toStdString() + ": " + file.errorString().toStdString()};
    const QByteArray bytes = file.readAll();
    boost::system::error_code error;
    const json::value parsed = json::parse({bytes.constData(), static_cast<std::size_t>(bytes.size())}, error);
    const json::object *object = error ? nullptr : parsed.if_object();
    if (!object)
        return Error{path.toStdString() + " is no JSON object"};

    const auto wall = numberOf<std::int64_t>(*object, "wall_ms");
    const auto market = numberOf<std::int64_t>(*object, "market_ms");
    const auto speed = numberOf<double>(*object, "speed");
    const auto seed = numberOf<std::uint64_t>(*object, "seed");
    const auto start = numberOf<std::int64_t>(*object, "start_ms");
    const json::value *name = object->if_contains("scenario");
    const auto scenario = name && name->is_string() ? scenarioByName(name->get_string()) : std::nullopt;
    if (!wall || !market || !speed || !(*speed > 0) || !seed || !start || !scenario)
        return Error{path.toStdString() + " lacks one of wall_ms, market_ms, speed, seed, scenario, start_ms"};
    return std::optional(ClockFile{{*wall, *market, *speed}, *scenario, *seed, *start});
}

Result<void> writeClockFile(const QString &path, const ClockFile &content)
{
    const std::string text = "{\"wall_ms\":" + std::to_string(content.clock.wallMs) + ",\"market_ms\":"
        + std::to_string(content.clock.marketMs) + ",\"speed\":" + formatShortest(content.clock.speed)
        + ",\"seed\":" + std::to_string(content.seed) + ",\"scenario\":\"" + std::string(scenarioName(content.scenario))
        + "\",\"start_ms\":" + std::to_string(content.startMs) + "}\n";
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), static_cast<qint64>(text.size())) < 0
        || !file.commit())
        return Error{"cannot write " + path.toStdString() + ": " + file.errorString().toStdString()};
    return {};
}

} // namespace isobar::simulation
