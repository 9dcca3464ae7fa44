#include "tests/roomrules.h"

#include <QDir>
#include <QDirIterator>
#include <QLibraryInfo>
#include <QTest>

using namespace isobar;

namespace {

/// Modules by header name, from the installed headers of Qt.
QString moduleOfHeader(const QString &header)
{
    static const auto table = [] {
        std::map<QString, QString> modules;
        const QDir all(QLibraryInfo::path(QLibraryInfo::HeadersPath));
        for (const QString &folder : all.entryList({QStringLiteral("Qt*")}, QDir::Dirs)) {
            for (const QString &name : QDir(all.filePath(folder)).entryList(QDir::Files))
                modules.emplace(name, folder.mid(2));
        }
        return modules;
    }();
    const QString folder = header.section(QLatin1Char('/'), 0, 0);
    if (folder != header && folder.startsWith(QLatin1String("Qt")))
        return folder.mid(2);
    const auto found = table.find(header);
    return found != table.end() ? found->second : QString();
}

QString textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList filesUnder(const QStringList &folders, const QStringList &patterns)
{
    const QDir root(QStringLiteral(ISOBAR_SOURCE_DIR));
    QStringList files;
    for (const QString &folder : folders) {
        for (QDirIterator it(root.filePath(folder), patterns, QDir::Files, QDirIterator::Subdirectories); it.hasNext();)
            files << root.relativeFilePath(it.next());
    }
    files.sort();
    return files;
}

const RoomRules Rules(moduleOfHeader);

} // namespace

class TestRooms : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFileKeepsToTheArrows();
    void everyRoomSaysWhatBelongsInIt();
    void everyFolderIsARoom();
    void findsWhatIsForbidden_data();
    void findsWhatIsForbidden();
    void findsWrongRoomLists();
    void knowsTheModulesOfQt();
};

void TestRooms::everyFileKeepsToTheArrows()
{
    const QDir root(QStringLiteral(ISOBAR_SOURCE_DIR));
    const QStringList files = filesUnder({QStringLiteral("core"), QStringLiteral("widgets"), QStringLiteral("app")},
        {QStringLiteral("*.h"), QStringLiteral("*.cpp")});
    QVERIFY2(files.size() > 20, "the sources were not found");
    QStringList findings;
    for (const QString &path : files)
        findings << Rules.findingsInSource(path, textOf(root.filePath(path)));
    QVERIFY2(findings.isEmpty(), qPrintable(findings.join(QLatin1Char('\n'))));
}

void TestRooms::everyRoomSaysWhatBelongsInIt()
{
    const QDir root(QStringLiteral(ISOBAR_SOURCE_DIR));
    QStringList findings;
    for (const QString &path : filesUnder({QStringLiteral("core"), QStringLiteral("widgets"), QStringLiteral("app")},
             {QStringLiteral("CMakeLists.txt")}))
        findings << RoomRules::findingsInCMake(path, textOf(root.filePath(path)));
    QVERIFY2(findings.isEmpty(), qPrintable(findings.join(QLatin1Char('\n'))));
}

void TestRooms::everyFolderIsARoom()
{
    QStringList strangers;
    for (const QString &path : filesUnder({QStringLiteral("core")}, {QStringLiteral("*")})) {
        const QString folder = path.section(QLatin1Char('/'), 0, -2);
        if (!RoomRules::isRoom(folder) && !strangers.contains(folder))
            strangers << folder;
    }
    QVERIFY2(strangers.isEmpty(), qPrintable(strangers.join(QLatin1Char('\n'))));
    QVERIFY(!RoomRules::isRoom(QStringLiteral("core/util")));
    QVERIFY(!RoomRules::isRoom(QStringLiteral("core/venues/common")));
}

void TestRooms::findsWhatIsForbidden_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("finding"); // empty: allowed
    const auto row = [](const char *name, const char *path, const char *line, const char *finding) {
        QTest::newRow(name) << QString::fromLatin1(path) << QString::fromLatin1(line) << QString::fromLatin1(finding);
    };
    row("down the arrows", "core/state/a.cpp", "#include \"core/market/event.h\"", "");
    row("within the room", "core/state/a.cpp", "#include \"core/state/b.h\"", "");
    row("against the arrows", "core/market/a.cpp", "#include \"core/state/b.h\"",
        "no arrow from core/market to core/state");
    row("base knows nobody", "core/base/a.cpp", "#include \"core/market/event.h\"", "no arrow");
    row("simulation and venues", "core/simulation/a.cpp", "#include \"core/venues/venue.h\"", "no arrow");
    row("servers and venues", "core/simulation/servers/a.cpp", "#include \"core/venues/venue.h\"", "no arrow");
    row("servers use the market", "core/simulation/servers/a.cpp", "#include \"core/simulation/market.h\"", "");
    row("the market its servers", "core/simulation/a.cpp", "#include \"core/simulation/servers/s.h\"", "no arrow");
    row("core and widgets", "core/engine/a.cpp", "#include \"widgets/style/theme.h\"", "no arrow");
    row("core and app", "core/engine/a.cpp", "#include \"app/gui/session.h\"", "no arrow");
    row("core and tests", "core/engine/a.cpp", "#include \"tests/support/x.h\"", "no arrow");
    row("engine and all of core", "core/engine/a.cpp", "#include \"core/feed/feedhub.h\"", "");
    row("an unknown room", "core/util/a.cpp", "#include \"core/base/time.h\"", "no arrow");
    row("widgets and the snapshot", "widgets/gauge/a.cpp", "#include \"core/snapshot/snapshot.h\"", "");
    row("widgets and the engine", "widgets/gauge/a.cpp", "#include \"core/engine/engine.h\"", "no arrow");
    row("widgets and state", "widgets/gauge/a.cpp", "#include \"core/state/marketstate.h\"", "no arrow");
    row("one widget and another", "widgets/gauge/a.cpp", "#include \"widgets/funding/f.h\"", "no arrow");
    row("the shell and widgets", "widgets/shell/a.cpp", "#include \"widgets/funding/f.h\"", "");
    row("app and everything", "app/gui/a.cpp", "#include \"core/wire/endpoints.h\"", "");
    row("what both programs share", "app/gui/a.cpp", "#include \"app/runtime/r.h\"", "");
    row("what is shared and a program", "app/runtime/a.cpp", "#include \"app/gui/r.h\"",
        "one program includes the other");
    row("one program and the other", "app/gui/a.cpp", "#include \"app/cli/command.h\"",
        "one program includes the other");
    row("not from the root", "core/state/a.cpp", "#include \"b.h\"", "not written from the root");
    row("around the root", "core/state/a.cpp", "#include \"core/state/../engine/b.h\"", "not written from the root");
    row("own moc", "core/wire/a.cpp", "#include \"a.moc\"", "");
    row("indented", "core/base/a.cpp", "#if 1\n  #  include \"core/state/b.h\"\n#endif", "no arrow");
    row("sockets in wire", "core/wire/a.cpp", "#include <QWebSocket>", "");
    row("sockets in feed", "core/feed/a.cpp", "#include <QWebSocket>", "may not use Qt WebSockets");
    row("sockets by module path", "core/venues/a.cpp", "#include <QtNetwork/QNetworkReply>", "may not use Qt Network");
    row("sockets by file name", "core/venues/a.cpp", "#include <qtcpsocket.h>", "may not use Qt Network");
    row("plain sockets", "core/state/a.cpp", "#include <sys/socket.h>", "may not open sockets");
    row("servers in wire", "core/wire/a.cpp", "#include <QHttpServer>", "may not use Qt HttpServer");
    row("servers in simulation", "core/simulation/servers/a.cpp", "#include <QHttpServer>", "");
    row("a colour in core", "core/snapshot/a.cpp", "#include <QColor>", "may not use Qt Gui");
    row("a widget in core", "core/settings/a.cpp", "#include <QWidget>", "may not use Qt Widgets");
    row("core Qt in core", "core/settings/a.cpp", "#include <QSettings>", "");
    row("sockets in widgets", "widgets/shell/a.cpp", "#include <QNetworkReply>", "may not use Qt Network");
    row("charts in widgets", "widgets/charts/a.cpp", "#include <QLineSeries>", "");
    row("the bus in widgets", "widgets/events/a.cpp", "#include <QDBusConnection>", "");
    row("system clock", "core/feed/a.cpp", "auto t = std::chrono::system_clock::now();", "asks for now");
    row("steady clock", "core/wire/a.cpp", "auto t = steady_clock::now();", "asks for now");
    row("Qt's clock", "core/market/a.cpp", "auto t = QDateTime::currentMSecsSinceEpoch();", "asks for now");
    row("a stopwatch", "core/wire/a.cpp", "QElapsedTimer timer;", "asks for now");
    row("C's clock", "core/simulation/a.cpp", "srand(time(nullptr));", "asks for now");
    row("now in a widget", "widgets/gauge/a.cpp", "auto t = QDateTime::currentDateTimeUtc();", "asks for now");
    row("an animation", "widgets/gauge/a.cpp", "QElapsedTimer timer;", "");
    row("a timer as a trigger", "core/wire/a.cpp", "QTimer timer;", "");
    row("now in a comment", "core/wire/a.cpp", "// never steady_clock::now()\n/* QElapsedTimer */", "");
    row("now in a text", "core/wire/a.cpp", "auto s = \"steady_clock::now\";", "");
    row("the clock itself", "core/base/clock.cpp", "auto t = steady_clock::now();", "");
    row("app asks for now", "app/cli/a.cpp", "auto t = steady_clock::now();", "");
    row("a bare header", "core/base/a.h", "struct A { };", "#pragma once");
}

void TestRooms::findsWhatIsForbidden()
{
    QFETCH(QString, path);
    QFETCH(QString, line);
    QFETCH(QString, finding);
    const QStringList findings = Rules.findingsInSource(path, line + QLatin1Char('\n'));
    if (finding.isEmpty())
        QVERIFY2(findings.isEmpty(), qPrintable(findings.join(QLatin1Char('\n'))));
    else
        QVERIFY2(findings.size() == 1 && findings[0].contains(finding), qPrintable(findings.join(QLatin1Char('\n'))));
}

void TestRooms::findsWrongRoomLists()
{
    const auto findings = [](const char *path, const char *text) {
        return RoomRules::findingsInCMake(QString::fromLatin1(path), QString::fromLatin1(text)).join(QLatin1Char('|'));
    };
    const char *const state = "core/state/CMakeLists.txt";
    QCOMPARE(findings(state, "# state: x\nisobar_room(\n  SOURCES a.cpp\n  LINKS core_market core_base)\n"), QString());
    QVERIFY(findings(state, "isobar_room(SOURCES a.cpp)").contains(QLatin1String("first line")));
    QVERIFY(findings(state, "# s\nisobar_room(SOURCES a.cpp LINKS core_engine)").contains(QLatin1String("no arrow")));
    QVERIFY(findings(state, "# s\nisobar_room(SOURCES a.cpp QT Network)").contains(QLatin1String("Qt Network")));
    QCOMPARE(findings("core/simulation/servers/CMakeLists.txt",
                 "# s\nisobar_room(SOURCES a.cpp LINKS core_simulation core_market QT HttpServer LIBS Boost::json)"),
        QString());
}

void TestRooms::knowsTheModulesOfQt()
{
    QCOMPARE(moduleOfHeader(QStringLiteral("QString")), QStringLiteral("Core"));
    QCOMPARE(moduleOfHeader(QStringLiteral("QTcpServer")), QStringLiteral("Network"));
    QCOMPARE(moduleOfHeader(QStringLiteral("QtNetwork/QTcpServer")), QStringLiteral("Network"));
    QCOMPARE(moduleOfHeader(QStringLiteral("vector")), QString());
}

QTEST_GUILESS_MAIN(TestRooms)
#include "tst_rooms.moc"
