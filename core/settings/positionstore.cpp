#include "core/settings/positionstore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <set>

namespace isobar {

namespace {

constexpr int Version = 1;
constexpr QLatin1String LongWord("long"), ShortWord("short");

QJsonObject jsonOf(const Position &position)
{
    QJsonObject json;
    json[QLatin1String("id")] = QString::number(position.id);
    json[QLatin1String("asset")] = QString::fromStdString(position.asset);
    json[QLatin1String("venue")] = QString::fromStdString(position.venue);
    json[QLatin1String("symbol")] = QString::fromStdString(position.symbol);
    json[QLatin1String("side")] = position.side == PositionSide::Long ? LongWord : ShortWord;
    json[QLatin1String("size")] = position.size;
    json[QLatin1String("size_unit")] = position.isSizeInUsd ? QLatin1String("usd") : QLatin1String("coins");
    json[QLatin1String("entry_price")] = position.entryPrice;
    json[QLatin1String("leverage")] = position.leverage;
    json[QLatin1String("extra_margin_usd")] = position.extraMarginUsd;
    if (position.openedMs)
        json[QLatin1String("opened_ms")] = static_cast<double>(*position.openedMs);
    if (position.alertWithin)
        json[QLatin1String("alert_within")] = *position.alertWithin;
    return json;
}

/// Absent: it is no position.
std::optional<Position> positionOf(const QJsonValue &value)
{
    const QJsonObject json = value.toObject();
    const auto text = [&](const char *key) { return json[QLatin1String(key)].toString().toStdString(); };
    const QString side = json[QLatin1String("side")].toString(), unit = json[QLatin1String("size_unit")].toString();
    Position position;
    position.id = json[QLatin1String("id")].toString().toULongLong();
    position.asset = text("asset");
    position.venue = text("venue");
    position.symbol = text("symbol");
    position.side = side == ShortWord ? PositionSide::Short : PositionSide::Long;
    position.size = json[QLatin1String("size")].toDouble();
    position.isSizeInUsd = unit == QLatin1String("usd");
    position.entryPrice = json[QLatin1String("entry_price")].toDouble();
    position.leverage = json[QLatin1String("leverage")].toDouble();
    position.extraMarginUsd = json[QLatin1String("extra_margin_usd")].toDouble();
    if (const QJsonValue opened = json[QLatin1String("opened_ms")]; opened.isDouble())
        position.openedMs = static_cast<TimeMs>(opened.toDouble());
    position.alertWithin.reset();
    if (const QJsonValue within = json[QLatin1String("alert_within")]; within.isDouble())
        position.alertWithin = within.toDouble();
    const bool isWhole = position.id > 0 && !position.asset.empty() && !position.venue.empty()
        && !position.symbol.empty() && (side == LongWord || side == ShortWord) && position.size > 0
        && position.entryPrice > 0 && position.leverage >= 1;
    return isWhole ? std::optional(position) : std::nullopt;
}

} // namespace

PositionStore::PositionStore(QString filePath) : m_filePath(std::move(filePath)) { }

std::vector<Position> PositionStore::load(QStringList *problems) const
{
    const auto tell = [problems](const QString &sentence) {
        if (problems)
            problems->append(sentence);
    };
    QFile file(m_filePath);
    if (!file.exists())
        return {};
    if (!file.open(QIODevice::ReadOnly)) {
        tell(QStringLiteral("The positions cannot be read: %1 (%2)").arg(m_filePath, file.errorString()));
        return {};
    }
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    file.close();
    if (json[QLatin1String("version")].toInt() != Version || !json[QLatin1String("positions")].isArray()) {
        const QString aside = m_filePath + QStringLiteral(".unreadable");
        QFile::remove(aside);
        tell(QFile::rename(m_filePath, aside)
                ? QStringLiteral("The file of the positions is damaged; it was put aside as %1").arg(aside)
                : QStringLiteral("The file of the positions is damaged: %1").arg(m_filePath));
        return {};
    }
    std::vector<Position> positions;
    std::set<std::uint64_t> ids;
    int lost = 0;
    for (const QJsonValue each : json[QLatin1String("positions")].toArray()) {
        const auto position = positionOf(each);
        if (position && ids.insert(position->id).second)
            positions.push_back(*position);
        else
            ++lost;
    }
    if (lost > 0)
        tell(QStringLiteral("Positions in %1 that cannot be read and are left out: %2").arg(m_filePath).arg(lost));
    return positions;
}

Result<void> PositionStore::save(const std::vector<Position> &positions) const
{
    QDir().mkpath(QFileInfo(m_filePath).absolutePath());
    QJsonArray list;
    for (const Position &each : positions)
        list.append(jsonOf(each));
    const QJsonObject json{{QLatin1String("version"), Version}, {QLatin1String("positions"), list}};
    QSaveFile file(m_filePath);
    const QByteArray text = QJsonDocument(json).toJson();
    const bool isWritten = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) && file.write(text) == text.size()
        && file.commit();
    if (!isWritten)
        return Error{
            QStringLiteral("The positions were not saved: %1 (%2)").arg(m_filePath, file.errorString()).toStdString()};
    return {};
}

} // namespace isobar
