#include "app/cli/command.h"

#include <QGuiApplication>
#include <cstdio>
#include <memory>

namespace {

void printUsage(FILE *out)
{
    std::fputs("isobar-cli: funding and liquidations of the perpetual futures venues, without a window\n\n"
               "usage: isobar-cli COMMAND [OPTIONS]\n\n",
        out);
    for (const isobar::Command &command : isobar::commands())
        std::fprintf(out, "  %-10s %s\n", command.name, command.summary);
    std::fputs("\n`isobar-cli COMMAND --help` says more.\n", out);
}

/// Most commands need no more than an event loop; one that paints gets fonts, on a platform without a display.
std::unique_ptr<QCoreApplication> applicationFor(int &argc, char **argv)
{
    for (const isobar::Command &command : isobar::commands()) {
        if (argc > 1 && command.paints && QLatin1String(argv[1]) == QLatin1String(command.name)) {
            qputenv("QT_QPA_PLATFORM", "offscreen");
            return std::make_unique<QGuiApplication>(argc, argv);
        }
    }
    return std::make_unique<QCoreApplication>(argc, argv);
}

} // namespace

int main(int argc, char **argv)
{
    const auto application = applicationFor(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("isobar-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ISOBAR_VERSION));
    QStringList arguments = QCoreApplication::arguments().mid(1);
    if (arguments.isEmpty()) {
        printUsage(stderr);
        return 2;
    }
    const QString name = arguments.takeFirst();
    if (name == QLatin1String("--help") || name == QLatin1String("-h") || name == QLatin1String("help")) {
        printUsage(stdout);
        return 0;
    }
    if (name == QLatin1String("--version")) {
        std::printf("isobar-cli %s\n", ISOBAR_VERSION);
        return 0;
    }
    for (const isobar::Command &command : isobar::commands()) {
        if (name == QLatin1String(command.name))
            return command.run(arguments);
    }
    std::fprintf(stderr, "isobar-cli: no command is called '%s'\n\n", qPrintable(name));
    printUsage(stderr);
    return 2;
}
