#include "tests/support/snapshotbuilder.h"
#include "widgets/charts/fundinghistory.h"
#include "widgets/events/eventlist.h"
#include "widgets/funding/fundingview.h"
#include "widgets/gauge/gaugewidget.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/style/appstyle.h"
#include "widgets/venues/venuespanel.h"
#include "widgets/watchlist/watchtable.h"

#include <QApplication>
#include <QTimer>

using namespace isobar;

namespace {

SnapshotBuilder builderFor(const QString &state)
{
    SnapshotBuilder builder;
    if (state == QLatin1String("extreme"))
        builder.extreme();
    if (state == QLatin1String("shorts"))
        builder.extreme(true);
    if (state == QLatin1String("stale"))
        builder.stale("bybit").excluded("okx", Exclusion::Outlier);
    if (state == QLatin1String("empty"))
        builder.empty(2);
    if (state == QLatin1String("full"))
        builder.withVenues(26).stale("bybit").excluded("gate", Exclusion::IntervalUnknown);
    return builder;
}

} // namespace

/// Not a test: a window to look at.
int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QStringList arguments = QApplication::arguments();
    const QString state = arguments.value(1, QStringLiteral("typical"));
    const QString look = arguments.value(2, QStringLiteral("dark"));
    Theme theme;
    theme.apply(look == QLatin1String("light")  ? ThemeChoice::Light
            : look == QLatin1String("contrast") ? ThemeChoice::HighContrast
                                                : ThemeChoice::Dark,
        DirectionColours::GreenUp);
    applyAppStyle(app, theme);
    MainWindow window(theme);
    window.addPanel(
        QStringLiteral("history"), [] { return QStringLiteral("Charts"); }, new FundingHistory(theme),
        Place::Centre);
    window.addPanel(
        QStringLiteral("gauge"), [] { return QStringLiteral("Aggregate"); }, new GaugeWidget(theme), Place::RightTop);
    window.addPanel(
        QStringLiteral("funding"), [] { return QStringLiteral("Funding"); }, new FundingView(theme), Place::Right);
    window.addPanel(
        QStringLiteral("watchlist"), [] { return QStringLiteral("Watchlist"); }, new WatchTable(theme), Place::Left);
    window.addPanel(
        QStringLiteral("events"), [] { return QStringLiteral("Events"); }, new EventList(theme), Place::Events);
    window.addPanel(
        QStringLiteral("venues"), [] { return QStringLiteral("Venues"); }, new VenuesPanel(theme), Place::Bottom);
    Settings settings;
    settings.asset = arguments.value(3, QStringLiteral("BTC"));
    SnapshotBuilder builder = builderFor(state);
    window.start(settings);
    window.show();
    window.showSnapshot(builder.build());
    QTimer timer;
    int tick = 0;
    QObject::connect(&timer, &QTimer::timeout, &window, [&] {
        if (state == QLatin1String("empty"))
            return;
        builder.advance(500);
        VenueRow &row = builder.asset("BTC").venues[std::size_t(++tick) % 3];
        row.mark = row.mark.value_or(0) + 3.7;
        SnapshotBuilder::setRate(row, row.spot8h.value_or(0) + 0.000001);
        window.showSnapshot(builder.build());
    });
    timer.start(500);
    return QApplication::exec();
}
