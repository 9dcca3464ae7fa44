#include "widgets/heatmap/heatmapbar.h"
#include "widgets/heatmap/heatmapfilters.h"
#include "widgets/style/appstyle.h"

#include <QAction>
#include <QCheckBox>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

using namespace isobar;
using isobar::heatmap::HeatmapOptions;

namespace {

QAction *actionNamed(const HeatmapBar &bar, const QString &text)
{
    for (QAction *action : bar.actionsInOrder()) {
        if (action->text() == text)
            return action;
    }
    return nullptr;
}

QCheckBox *boxNamed(HeatmapFilters &filters, const QString &start)
{
    for (QCheckBox *box : filters.findChildren<QCheckBox *>()) {
        if (box->text().startsWith(start))
            return box;
    }
    return nullptr;
}

} // namespace

/// The tools above the heatmap.
class TestHeatmapBar : public QObject {
    Q_OBJECT

    Theme m_theme;

private Q_SLOTS:
    void initTestCase() { applyAppStyle(*qApp, m_theme); }

    void togglesLayers_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("before");
        QTest::newRow("levels") << QStringLiteral("Levels") << true;
        QTest::newRow("sides") << QStringLiteral("Sides") << false;
        QTest::newRow("other maps") << QStringLiteral("Other maps") << false;
        QTest::newRow("strips") << QStringLiteral("Strips") << true;
    }
    void togglesLayers()
    {
        QFETCH(QString, name);
        QFETCH(bool, before);
        HeatmapBar bar(m_theme);
        QSignalSpy changes(&bar, &HeatmapBar::optionsChanged);
        QAction *action = actionNamed(bar, name);
        QVERIFY(action);
        QCOMPARE(action->isChecked(), before);
        action->trigger();
        QCOMPARE(changes.size(), 1);
        QVERIFY(changes[0][0].value<HeatmapOptions>() != HeatmapOptions{});
        QCOMPARE(action->isChecked(), !before);
        action->trigger();
        QCOMPARE(changes[1][0].value<HeatmapOptions>(), HeatmapOptions{});
    }

    void choosesRangesAlsoAnew()
    {
        HeatmapBar bar(m_theme);
        QSignalSpy changes(&bar, &HeatmapBar::optionsChanged), ranges(&bar, &HeatmapBar::rangeChosen);
        QAction *week = actionNamed(bar, QStringLiteral("7d"));
        week->trigger();
        QCOMPARE(changes[0][0].value<HeatmapOptions>().rangeHours, 168);
        QCOMPARE(ranges[0][0].toInt(), 168);
        QVERIFY(!actionNamed(bar, QStringLiteral("24h"))->isChecked());
        // After zooming by hand the same preset brings its range back.
        week->trigger();
        QCOMPARE(ranges.size(), 2);
        QCOMPARE(changes.size(), 1);
        QVERIFY(week->isChecked());
    }

    void showsOptionsFromElsewhereQuietly()
    {
        HeatmapBar bar(m_theme);
        QSignalSpy changes(&bar, &HeatmapBar::optionsChanged);
        HeatmapOptions options;
        options.candles = false;
        options.rangeHours = 720;
        options.filter.shorts = false;
        options.filter.bands = ~0b00010U;
        bar.setOptions(options);
        QVERIFY(!actionNamed(bar, QStringLiteral("Candles"))->isChecked());
        QVERIFY(actionNamed(bar, QStringLiteral("30d"))->isChecked());
        QVERIFY(actionNamed(bar, QStringLiteral("Filters (2 off)")));
        QCOMPARE(changes.size(), 0);
    }

    void filtersByGroupBandAndSide()
    {
        HeatmapBar bar(m_theme);
        bar.setGroups({"Binance", "Bybit", "OKX"});
        QSignalSpy changes(&bar, &HeatmapBar::optionsChanged);
        HeatmapFilters &filters = bar.filters();
        boxNamed(filters, QStringLiteral("Bybit"))->click();
        QCOMPARE(changes.back()[0].value<HeatmapOptions>().filter.groups, 0b101U);
        QVERIFY(boxNamed(filters, QStringLiteral("1–2%"))->text().contains(QStringLiteral("40–67x")));
        boxNamed(filters, QStringLiteral("1–2%"))->click();
        QCOMPARE(changes.back()[0].value<HeatmapOptions>().filter.bands, 0b11101U);
        boxNamed(filters, QStringLiteral("Longs"))->click();
        QVERIFY(!changes.back()[0].value<HeatmapOptions>().filter.longs);
        QVERIFY(actionNamed(bar, QStringLiteral("Filters (3 off)")));
        // All ticked is all, also of groups that come later.
        boxNamed(filters, QStringLiteral("Bybit"))->click();
        QCOMPARE(changes.back()[0].value<HeatmapOptions>().filter.groups, ~0U);
    }

    void choosesColoursAndHorizon()
    {
        HeatmapBar bar(m_theme);
        QSignalSpy changes(&bar, &HeatmapBar::optionsChanged);
        QMenu *ramps = actionNamed(bar, QStringLiteral("Colours"))->menu();
        ramps->actions()[1]->trigger();
        QCOMPARE(changes.back()[0].value<HeatmapOptions>().ramp, HeatRamp::Inferno);
        actionNamed(bar, QStringLiteral("P 24h"))->menu()->actions()[0]->trigger();
        QCOMPARE(changes.back()[0].value<HeatmapOptions>().horizonHours, 4);
        QVERIFY(actionNamed(bar, QStringLiteral("P 4h")));
    }

    void fitsEveryWidth_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {1400, 900, 640, 400, 200, 60})
            QTest::addRow("%d", width) << width;
    }
    void fitsEveryWidth()
    {
        QFETCH(int, width);
        HeatmapBar bar(m_theme);
        bar.resize(width, bar.sizeHint().height());
        bar.show();
        QRect last;
        int shown = 0;
        QList<QToolButton *> buttons = bar.findChildren<QToolButton *>(QString(), Qt::FindDirectChildrenOnly);
        std::sort(buttons.begin(), buttons.end(),
            [](const QToolButton *one, const QToolButton *other) { return one->x() < other->x(); });
        for (const QToolButton *button : buttons) {
            if (!button->isVisible())
                continue;
            QVERIFY2(bar.rect().contains(button->geometry()), qPrintable(button->text()));
            QVERIFY2(!last.intersects(button->geometry()), qPrintable(button->text()));
            QVERIFY(button->width() >= button->sizeHint().width());
            last = button->geometry();
            ++shown;
        }
        const int more = bar.hiddenItems() > 0 ? 1 : 0;
        QCOMPARE(shown - more + bar.hiddenItems(), static_cast<int>(bar.actionsInOrder().size()));
        if (width >= 1400)
            QCOMPARE(bar.hiddenItems(), 0);
        if (width >= 900) // the edge map, strips, settlements, chains, exact positions and one more
            QVERIFY(bar.hiddenItems() <= 6);
    }

    void asksForPictures()
    {
        HeatmapBar bar(m_theme);
        QSignalSpy pictures(&bar, &HeatmapBar::pictureRequested), copies(&bar, &HeatmapBar::copyRequested),
            choices(&bar, &HeatmapBar::pictureOptionsRequested);
        QAction *picture = actionNamed(bar, QStringLiteral("Picture"));
        picture->trigger();
        picture->menu()->actions()[1]->trigger();
        picture->menu()->actions()[3]->trigger();
        QCOMPARE(pictures.size(), 1);
        QCOMPARE(copies.size(), 1);
        QCOMPARE(choices.size(), 1);
    }
};

QTEST_MAIN(TestHeatmapBar)

#include "tst_heatmapbar.moc"
