#include "app/gui/session.h"
#include "app/runtime/quitsignals.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QStandardPaths>

#include <cstdio>
#include <cstdlib>

namespace {

/// Without a display Qt ends the process with a crash report; a sentence is better.
bool hasDisplay()
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
        || qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
#else
    return true;
#endif
}

int usage(const QString &text)
{
    std::fprintf(stderr, "isobar: %s\n", qPrintable(text));
    return 2;
}

/// Qt ends the process with a crash report when the display that is named cannot be opened.
void sayThatTheDisplayIsShut(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    if (type == QtFatalMsg) {
        std::fprintf(stderr,
            "isobar: the display '%s' cannot be opened; start it from a desktop session (isobar-cli works without "
            "one)\n",
            qEnvironmentVariableIsSet("DISPLAY") ? qgetenv("DISPLAY").constData()
                                                 : qgetenv("WAYLAND_DISPLAY").constData());
        std::_Exit(1);
    }
    if (type == QtWarningMsg || type == QtCriticalMsg)
        std::fprintf(stderr, "%s\n", qPrintable(text));
}

/// One option may end the program before a display is needed.
bool wantsText(int argc, char **argv)
{
    for (int i = 1; i < argc; ++i) {
        const QLatin1String argument(argv[i]);
        if (argument == QLatin1String("--help") || argument == QLatin1String("-h")
            || argument == QLatin1String("--version"))
            return true;
    }
    return false;
}

void describe(QCommandLineParser &parser)
{
    parser.setApplicationDescription(QStringLiteral("Funding and liquidations of the perpetual futures venues, live."));
    parser.addHelpOption();
    parser.addVersionOption();
    isobar::addSourceOptions(parser, true);
    parser.addPositionalArgument(QStringLiteral("FILE"),
        QStringLiteral("A recording to play, or a saved picture of the heatmap whose view is opened."),
        QStringLiteral("[FILE]"));
    parser.addOption({QStringLiteral("journal"),
        QStringLiteral("Write what the engine consumes to this file, for replay."), QStringLiteral("file")});
}

/// --help and --version, without a display.
int printText(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    describe(parser);
    parser.process(isobar::withDemoDefault(QCoreApplication::arguments()));
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication::setApplicationName(QStringLiteral("isobar"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ISOBAR_VERSION));
    if (wantsText(argc, argv))
        return printText(argc, argv);
    if (!hasDisplay()) {
        return usage(
            QStringLiteral("there is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set); "
                           "isobar-cli works without one"));
    }
    const QtMessageHandler usual = qInstallMessageHandler(sayThatTheDisplayIsShut);
    QApplication application(argc, argv);
    qInstallMessageHandler(usual);
    QApplication::setApplicationDisplayName(QStringLiteral("Isobar"));
    QApplication::setDesktopFileName(QStringLiteral("isobar"));
    QApplication::setQuitOnLastWindowClosed(false); // the tray may outlive the window; the window says when to quit
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/isobar.svg")));

    QCommandLineParser parser;
    describe(parser);
    if (!parser.parse(isobar::withDemoDefault(QApplication::arguments())))
        return usage(parser.errorText());
    const QStringList files = parser.positionalArguments();
    if (files.size() > 1)
        return usage(QStringLiteral("one file can be opened, not '%1' as well").arg(files[1]));
    auto source = isobar::readSourceOptions(parser, 60, isobar::ReplayPlace::Beside);
    if (!source)
        return usage(QString::fromStdString(source.error()));
    if (!files.isEmpty()) {
        if (source->replayFile)
            return usage(QStringLiteral("what is '%1'? --replay names the recording already").arg(files.front()));
        if (!QFileInfo(files.front()).isFile())
            return usage(QStringLiteral("there is no file %1").arg(files.front()));
        source->openFile = files.front();
    }

    const QString profile = source->profileDir.isEmpty()
        ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
        : QDir(source->profileDir).absolutePath();
    if (!QDir().mkpath(profile))
        return usage(QStringLiteral("the folder %1 cannot be made; choose another with --profile").arg(profile));
    QLockFile lock(QDir(profile).filePath(QStringLiteral("isobar.lock")));
    lock.setStaleLockTime(0);
    if (!lock.tryLock(100)) {
        return usage(QStringLiteral("another Isobar works with %1; close it or choose another folder with --profile")
                         .arg(profile));
    }

    isobar::Session session(std::move(*source), profile, parser.value(QStringLiteral("journal")));
    const isobar::QuitSignals quit([] { QApplication::exit(0); });
    if (const auto started = session.start(); !started) {
        std::fprintf(stderr, "isobar: %s\n", started.error().c_str());
        return 1;
    }
    return QApplication::exec();
}
