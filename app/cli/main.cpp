#include "app/cli/command.h"

#include <QCoreApplication>
#include <cstdio>

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

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
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
