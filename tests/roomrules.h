#pragma once
#include <QRegularExpression>
#include <QString>
#include <QStringList>
#include <functional>
#include <map>
#include <set>

namespace isobar {

/// The arrows of ARCHITECTURE.md as a table, and checks of single files against them. Paths are relative to the root,
/// with slashes.
class RoomRules {
public:
    /// The Qt module that a header belongs to ("Network" for "QTcpSocket"), or empty when it is no header of Qt.
    using ModuleOf = std::function<QString(const QString &header)>;

    explicit RoomRules(ModuleOf moduleOf) : m_moduleOf(std::move(moduleOf)) { }

    /// "core/market/event.h" -> "core/market"; the longest known room that holds the file, or its folder.
    static QString roomOf(const QString &path)
    {
        const QString folder = path.section(QLatin1Char('/'), 0, -2);
        for (QString room = folder; !room.isEmpty(); room = room.section(QLatin1Char('/'), 0, -2)) {
            if (arrows().contains(room))
                return room;
        }
        if (folder.startsWith(QLatin1String("widgets")))
            return folder;
        return folder.section(QLatin1Char('/'), 0, 0) == QLatin1String("core") ? folder
                                                                               : folder.section(QLatin1Char('/'), 0, 0);
    }

    /// Whether the folder is a room that the arrows know.
    static bool isRoom(const QString &folder) { return arrows().contains(folder) || isWidgetRoom(folder); }

    static bool mayInclude(const QString &from, const QString &to)
    {
        if (from == to || from == QLatin1String("tests"))
            return true;
        if (to == QLatin1String("tests") || to == QLatin1String("app"))
            return false;
        if (from == QLatin1String("app"))
            return true;
        if (isWidgetRoom(from)) {
            static const std::set<QString> seen{QStringLiteral("core/snapshot"), QStringLiteral("core/settings"),
                QStringLiteral("core/levelgrid"), QStringLiteral("core/market"), QStringLiteral("core/base"),
                QStringLiteral("widgets/style")};
            return seen.contains(to) || (from == QLatin1String("widgets/shell") && isWidgetRoom(to));
        }
        if (from == QLatin1String("core/engine"))
            return to.startsWith(QLatin1String("core/"));
        const auto found = arrows().find(from);
        return found != arrows().end() && found->second.contains(to);
    }

    /// Whether a room may use a module of Qt, by header or by linking.
    static bool mayUseQt(const QString &room, const QString &module)
    {
        static const std::set<QString> window{QStringLiteral("Gui"), QStringLiteral("Widgets"),
            QStringLiteral("Charts"), QStringLiteral("Svg"), QStringLiteral("SvgWidgets"), QStringLiteral("DBus"),
            QStringLiteral("Concurrent")};
        static const std::map<QString, std::set<QString>> more{
            {QStringLiteral("core/wire"), {QStringLiteral("Network"), QStringLiteral("WebSockets")}},
            {QStringLiteral("core/delivery"), {QStringLiteral("Network")}},
            {QStringLiteral("core/bus"), {QStringLiteral("Network")}},
            {QStringLiteral("core/simulation"),
                {QStringLiteral("Network"), QStringLiteral("WebSockets"), QStringLiteral("HttpServer")}},
            {QStringLiteral("core/simulation/servers"),
                {QStringLiteral("Network"), QStringLiteral("WebSockets"), QStringLiteral("HttpServer")}},
            {QStringLiteral("core/storage"), {QStringLiteral("Sql")}},
            {QStringLiteral("core/engine"), {QStringLiteral("Concurrent")}}};
        if (module == QLatin1String("Core") || room == QLatin1String("tests"))
            return true;
        if (room == QLatin1String("app") || isWidgetRoom(room))
            return window.contains(module);
        const auto found = more.find(room);
        return found != more.end() && found->second.contains(module);
    }

    /// What is wrong with a source file, one sentence each; empty when nothing is.
    QStringList findingsInSource(const QString &path, const QString &text) const
    {
        QStringList findings;
        const QString room = roomOf(path);
        static const QRegularExpression include(
            QStringLiteral("^[ \\t]*#[ \\t]*include[ \\t]*([<\"])([^>\"]+)[>\"]"), QRegularExpression::MultilineOption);
        for (auto it = include.globalMatch(text); it.hasNext();) {
            const QRegularExpressionMatch match = it.next();
            const QString what = match.captured(2);
            const QString wrong = match.captured(1) == QLatin1String("\"") ? wrongOwnHeader(path, room, what)
                                                                           : wrongSystemHeader(room, what);
            if (!wrong.isEmpty())
                findings << path + QStringLiteral(": ") + wrong;
        }
        if (const QString asked = nowIn(path, room, text); !asked.isEmpty())
            findings << path + QStringLiteral(": asks for now (%1); time is an input").arg(asked);
        if (path.endsWith(QLatin1String(".h")) && !text.contains(QLatin1String("#pragma once")))
            findings << path + QStringLiteral(": a header without #pragma once");
        return findings;
    }

    /// What is wrong with the CMakeLists.txt of a room: its first line, its LINKS, its QT.
    static QStringList findingsInCMake(const QString &path, const QString &text)
    {
        QStringList findings;
        const QString room = roomOf(path);
        if (!text.startsWith(QLatin1String("# ")))
            findings << path + QStringLiteral(": its first line does not say what belongs in the room");
        static const QRegularExpression call(QStringLiteral("isobar_room\\(([^)]*)\\)"));
        static const QRegularExpression space(QStringLiteral("\\s+"));
        QString key;
        for (const QString &word : call.match(text).captured(1).split(space, Qt::SkipEmptyParts)) {
            static const std::set<QString> keys{QStringLiteral("SOURCES"), QStringLiteral("LINKS"),
                QStringLiteral("QT"), QStringLiteral("LIBS"), QStringLiteral("PCH")};
            if (keys.contains(word)) {
                key = word;
            } else if (key == QLatin1String("LINKS") && !mayInclude(room, roomOfTarget(word))) {
                findings << path + QStringLiteral(": no arrow from %1 to %2").arg(room, word);
            } else if (key == QLatin1String("QT") && !word.startsWith(QLatin1Char('$')) && !mayUseQt(room, word)) {
                findings << path + QStringLiteral(": %1 may not use Qt %2").arg(room, word);
            }
        }
        return findings;
    }

    /// The text without comments and without the inside of string literals.
    static QString codeOnly(const QString &text)
    {
        static const QRegularExpression dead(QStringLiteral("//[^\\n]*|/\\*.*?\\*/|\"(?:[^\"\\\\\\n]|\\\\.)*\""),
            QRegularExpression::DotMatchesEverythingOption);
        QString code = text;
        return code.replace(dead, QStringLiteral(" "));
    }

private:
    /// The call that asks for the time of day, or empty. A widget may run a stopwatch for an animation.
    static QString nowIn(const QString &path, const QString &room, const QString &text)
    {
        static const QRegularExpression now(QStringLiteral(
            "\\b(\\w+_clock\\s*::\\s*now|currentMSecsSinceEpoch|currentSecsSinceEpoch|currentDateTime(Utc)?|"
            "currentTime|"
            "currentDate|gettimeofday|clock_gettime|timespec_get|time\\s*\\(\\s*(nullptr|NULL|0)\\s*\\))"));
        static const QRegularExpression stopwatch(QStringLiteral("\\bQElapsedTimer\\b"));
        if (path == QLatin1String("core/base/clock.cpp") || room == QLatin1String("app")
            || room == QLatin1String("tests"))
            return {};
        const QString code = codeOnly(text);
        const QString found = now.match(code).captured();
        return found.isEmpty() && !isWidgetRoom(room) ? stopwatch.match(code).captured() : found;
    }

    static bool isWidgetRoom(const QString &room)
    {
        return room == QLatin1String("widgets") || room.startsWith(QLatin1String("widgets/"));
    }

    /// core_simulation_servers -> core/simulation/servers.
    static QString roomOfTarget(QString target) { return target.replace(QLatin1Char('_'), QLatin1Char('/')); }

    /// Who may include whom (STYLE.md 4, DESIGN.md 7). engine, widgets, app and tests: mayInclude.
    static const std::map<QString, std::set<QString>> &arrows()
    {
        static const auto rooms = [](const char *names) {
            std::set<QString> out;
            for (const QString &name : QString::fromLatin1(names).split(QLatin1Char(' '), Qt::SkipEmptyParts))
                out.insert(QStringLiteral("core/") + name);
            return out;
        };
        static const std::map<QString, std::set<QString>> table{
            {QStringLiteral("core/base"), {}},
            {QStringLiteral("core/market"), rooms("base")},
            {QStringLiteral("core/levelgrid"), rooms("market base")},
            {QStringLiteral("core/venues"), rooms("market base")},
            {QStringLiteral("core/wire"), rooms("market base")},
            {QStringLiteral("core/storage"), rooms("market base")},
            {QStringLiteral("core/delivery"), rooms("wire market base")},
            {QStringLiteral("core/bus"), rooms("market base")},
            {QStringLiteral("core/feed"), rooms("wire venues market base")},
            {QStringLiteral("core/replay"), rooms("wire storage market base")},
            {QStringLiteral("core/simulation"), rooms("market base")},
            {QStringLiteral("core/simulation/servers"), rooms("simulation market base")},
            {QStringLiteral("core/state"), rooms("market base")},
            {QStringLiteral("core/analytics"), rooms("state market base")},
            {QStringLiteral("core/analytics/levels"), rooms("analytics levelgrid state market base")},
            {QStringLiteral("core/backtest"), rooms("analytics/levels analytics levelgrid state market base")},
            {QStringLiteral("core/trackrecord"),
                rooms("backtest analytics/levels analytics levelgrid state market base")},
            {QStringLiteral("core/snapshot"), rooms("trackrecord analytics levelgrid state market base")},
            {QStringLiteral("core/events"), rooms("analytics levelgrid state market base")},
            {QStringLiteral("core/settings"), rooms("analytics events feed wire storage delivery market base")},
            {QStringLiteral("core/engine"), {}},
        };
        return table;
    }

    static QString wrongOwnHeader(const QString &path, const QString &room, const QString &header)
    {
        if (header.endsWith(QLatin1String(".moc")))
            return {};
        static const QRegularExpression fromRoot(QStringLiteral("^(core|widgets|app|tests)/"));
        if (!fromRoot.match(header).hasMatch() || header.contains(QLatin1String("..")))
            return QStringLiteral("\"%1\" is not written from the root").arg(header);
        const QString to = roomOf(header);
        if (!mayInclude(room, to))
            return QStringLiteral("no arrow from %1 to %2 (\"%3\")").arg(room, to, header);
        static const QRegularExpression program(QStringLiteral("^app/(gui|cli)/"));
        const QString entered = program.match(header).captured();
        if (room == QLatin1String("app") && !entered.isEmpty() && !path.startsWith(entered))
            return QStringLiteral("one program includes the other (\"%1\")").arg(header);
        return {};
    }

    QString wrongSystemHeader(const QString &room, const QString &header) const
    {
        static const QRegularExpression sockets(
            QStringLiteral("^(sys/socket|sys/un|netinet/|arpa/|netdb|winsock|boost/asio|boost/beast)"));
        const bool hasSockets = mayUseQt(room, QStringLiteral("Network"));
        if (room.startsWith(QLatin1String("core/")) && !hasSockets && sockets.match(header).hasMatch())
            return QStringLiteral("%1 may not open sockets (<%2>)").arg(room, header);
        const QString module = m_moduleOf(header);
        if (module.isEmpty() || mayUseQt(room, module))
            return {};
        return QStringLiteral("%1 may not use Qt %2 (<%3>)").arg(room, module, header);
    }

    ModuleOf m_moduleOf;
};

} // namespace isobar
