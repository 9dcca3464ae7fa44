#include "tests/widgets/heatmap/shotsamples.h"
#include "widgets/heatmap/heatmapshot.h"
#include "widgets/heatmap/levelcsv.h"
#include "widgets/heatmap/scenepainter.h"
#include "widgets/heatmap/shotdialog.h"
#include "widgets/heatmap/shotfile.h"
#include "widgets/heatmap/shottaker.h"
#include "widgets/heatmap/viewtext.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace isobar;
using namespace isobar::heatmap;

/// Pictures and tables that are saved.
class TestHeatmapShot : public QObject {
    Q_OBJECT

    HeatmapScene m_scene;
    Theme m_theme;
    const ShotFacts m_facts{Origin::Demo, QStringLiteral("tour"), 3, 4};

private Q_SLOTS:
    void initTestCase() { m_scene = samples::sampleScene({.days = 8}, 24); }

    void hasTheSizesOfTheText_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<QSize>("pixels");
        QTest::newRow("window") << int(ShotSize::Window) << QSize(900, 520);
        QTest::newRow("twice") << int(ShotSize::Twice) << QSize(1800, 1040);
        QTest::newRow("4K") << int(ShotSize::FourK) << QSize(3840, 2160);
        QTest::newRow("16:9") << int(ShotSize::Wide) << QSize(1600, 900);
    }
    void hasTheSizesOfTheText()
    {
        QFETCH(int, size);
        QFETCH(QSize, pixels);
        const ShotFrame frame = shotFrame(static_cast<ShotSize>(size), {900, 520});
        QCOMPARE(frame.pixels(), pixels);
        QCOMPARE(renderShot(m_scene, m_facts, frame, m_theme, true).size(), pixels);
    }

    void takesAnySizeInPixels()
    {
        QCOMPARE(shotFrame(QSize(1920, 1080)).ratio, 1.0);
        QCOMPARE(shotFrame(QSize(3840, 2160)).logical, QSize(1920, 1080));
        QCOMPARE(shotFrame(QSize(3001, 1601)).pixels().width(), 3002);
    }

    void drawsLevelsWhereTheyAre()
    {
        const ShotFrame frame{{1200, 800}, 1};
        const QImage all = renderShot(m_scene, m_facts, frame, m_theme, true);
        HeatmapScene bare = m_scene;
        bare.options.levels = false;
        const QImage without = renderShot(bare, m_facts, frame, m_theme, true);
        int different = 0;
        for (int y = 80; y < 400; y += 2) {
            for (int x = 20; x < 900; x += 2)
                different += all.pixel(x, y) != without.pixel(x, y);
        }
        QVERIFY(different > 20'000);
    }

    void showsTheSameAtEveryRatio()
    {
        const QImage once = renderShot(m_scene, m_facts, {{1000, 700}, 1}, m_theme, true);
        const QImage twice = renderShot(m_scene, m_facts, {{1000, 700}, 2}, m_theme, true);
        const QImage small = twice.scaled(once.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        qint64 difference = 0;
        for (int y = 0; y < 700; y += 3) {
            for (int x = 0; x < 1000; x += 3)
                difference += std::abs(qGray(once.pixel(x, y)) - qGray(small.pixel(x, y)));
        }
        QVERIFY2(difference / (234 * 334) < 12, qPrintable(QString::number(difference / (234 * 334))));
    }

    void captionNamesEverything()
    {
        HeatmapScene scene = m_scene;
        QCOMPARE(ShotWords::title(scene), QStringLiteral("BTC – modelled liquidation levels, last 24 h"));
        const std::vector<QString> facts = ShotWords::facts(scene);
        QVERIFY(facts[0].startsWith(QStringLiteral("2026-09-21 14:13 UTC")));
        QCOMPARE(facts[1], QStringLiteral("price 67,900.0"));
        QCOMPARE(facts[2], QStringLiteral("funding +0.0710% / 8h"));
        const QString venues = ShotWords::venues(scene, m_facts);
        QVERIFY(venues.startsWith(QStringLiteral("Binance, Bybit, OKX, Hyperliquid – 3/4 live, coverage 98%")));
        QCOMPARE(ShotWords::badge(m_facts), QStringLiteral("DEMO tour"));
        QCOMPARE(ShotWords::badge({Origin::Replay, {}, 0, 0}), QStringLiteral("REPLAY"));
        QCOMPARE(ShotWords::badge({Origin::Replay, QStringLiteral("demo"), 0, 0}), QStringLiteral("REPLAY of a DEMO"));
        QVERIFY(ShotWords::badge({}).isEmpty());
        QVERIFY(ShotWords::filters(scene).isEmpty());
        scene.options.filter.longs = false;
        scene.options.filter.groups = 0b101;
        QCOMPARE(ShotWords::filters(scene), QStringLiteral("only: shorts; Binance, OKX"));
        scene.view.toMs = scene.view.fromMs + HourMs;
        QVERIFY(ShotWords::title(scene).contains(QStringLiteral("2026-09-20 ")));
    }

    void captionListsTheVisibleLayers()
    {
        const auto textsOf = [this](const HeatmapScene &scene) {
            QStringList texts;
            for (const ShotLayer &layer : ShotWords::layers(scene, m_theme))
                texts << layer.text;
            return texts.join(u'|');
        };
        HeatmapScene scene = m_scene;
        QVERIFY(textsOf(scene).startsWith(QStringLiteral("modelled levels: $")));
        QVERIFY(textsOf(scene).contains(QStringLiteral("liquidated longs ≥ $100K")));
        QVERIFY(textsOf(scene).contains(QStringLiteral("candles")));
        scene.options.candles = false;
        scene.options.split = true;
        QVERIFY(!textsOf(scene).contains(QStringLiteral("candles")));
        QVERIFY(textsOf(scene).contains(QStringLiteral("of shorts")));
        scene.options.levels = scene.options.liquidations = scene.options.clusters = scene.options.settlements = false;
        QVERIFY(ShotWords::layers(scene, m_theme).empty());
    }

    void marksTheDemo()
    {
        const ShotFrame frame{{1200, 700}, 1};
        const QImage demo = renderShot(m_scene, m_facts, frame, m_theme, true);
        const QImage live = renderShot(m_scene, {Origin::Live, {}, 4, 4}, frame, m_theme, true);
        const auto count = [this](const QImage &image) {
            int found = 0;
            for (int y = 0; y < 40; ++y) {
                for (int x = 600; x < 1200; ++x)
                    found += image.pixelColor(x, y) == m_theme.colour(Token::DemoBadge);
            }
            return found;
        };
        QVERIFY(count(demo) > 300);
        QCOMPARE(count(live), 0);
    }

    void leavesTheWordmarkOut()
    {
        const ShotFrame frame{{1200, 700}, 1};
        const ShotFacts live{Origin::Live, {}, 4, 4};
        const QImage with = renderShot(m_scene, live, frame, m_theme, true);
        const QImage without = renderShot(m_scene, live, frame, m_theme, false);
        QVERIFY(with.copy(1050, 0, 150, 30) != without.copy(1050, 0, 150, 30));
        QCOMPARE(with.copy(0, 60, 1200, 600), without.copy(0, 60, 1200, 600));
    }

    void keepsItsViewInThePng()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("new/picture.png"));
        HeatmapScene scene = m_scene;
        scene.options.ramp = HeatRamp::Inferno;
        scene.options.lowUsd = 123'456;
        scene.options.filter.bands = 0b00111;
        const auto written = writePicture(renderShot(scene, m_facts, {{800, 500}, 1}, m_theme, true), path);
        QVERIFY2(written, written ? "" : written.error().c_str());
        const QImage read(path);
        const auto saved = readViewText(read.text(ViewTextKey).toUtf8());
        QVERIFY(saved);
        QCOMPARE(saved->asset, QStringLiteral("BTC"));
        QCOMPARE(saved->options, scene.options);
        QCOMPARE(saved->nowMs, scene.nowMs);
        QCOMPARE(saved->view, scene.view); // to the last bit
        QVERIFY(saved->origin == Origin::Demo);
    }

    void refusesForeignTexts_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("hello");
        QTest::newRow("newer") << QByteArray(R"({"format":2,"asset":"BTC"})");
        QTest::newRow("no view") << QByteArray(R"({"format":1,"asset":"BTC","time_ms":5})");
        QTest::newRow("upside down") << QByteArray(
            R"({"format":1,"asset":"BTC","time_ms":5,"view":{"from_ms":1,"to_ms":2,"low":3,"high":2}})");
    }
    void refusesForeignTexts()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!readViewText(text));
    }

    void saysWhyAPictureOpensNoView_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("word");
        QTest::newRow("without the text") << QByteArray() << QStringLiteral("does not say which view");
        QTest::newRow("newer") << QByteArray(R"({"format":2})") << QStringLiteral("newer version");
        QTest::newRow("damaged text") << QByteArray("{\"format\":1,\"ass") << QStringLiteral("does not say which view");
    }
    void saysWhyAPictureOpensNoView()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, word);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("picture.png"));
        QImage image(20, 20, QImage::Format_RGB32);
        image.fill(Qt::black);
        if (!text.isEmpty())
            image.setText(ViewTextKey, QString::fromUtf8(text));
        QVERIFY(image.save(path));
        const auto view = readPictureView(path);
        QVERIFY(!view);
        QVERIFY2(QString::fromStdString(view.error()).contains(word), view.error().c_str());
    }

    void saysThatAFileIsNoPicture()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("picture.png"));
        QVERIFY(writeText("no picture at all", path));
        QVERIFY(QString::fromStdString(readPictureView(path).error()).contains(QStringLiteral("cannot be read")));
        QVERIFY(!readPictureView(folder.filePath(QStringLiteral("nowhere.png"))));
    }

    void tellsWhyAWriteFailed()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("file")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto inFile =
            writePicture(QImage(8, 8, QImage::Format_RGB32), file.fileName() + QStringLiteral("/a.png"));
        QVERIFY(!inFile);
        QVERIFY(QString::fromStdString(inFile.error()).contains(QStringLiteral("Choose")));
        const auto overFolder = writePicture(QImage(8, 8, QImage::Format_RGB32), folder.path());
        QVERIFY(!overFolder);
    }

    void namesFiles()
    {
        QCOMPARE(shotFileName(m_scene, QStringLiteral("png")),
            QStringLiteral("isobar_BTC_heatmap-24h_20260921-141320Z.png"));
        QTemporaryDir folder;
        QVERIFY(writeText("x", freePath(folder.path(), QStringLiteral("a.b.csv"))));
        QCOMPARE(freePath(folder.path(), QStringLiteral("a.b.csv")), folder.filePath(QStringLiteral("a.b_2.csv")));
        QCOMPARE(shotFolder(QStringLiteral("/x")), QStringLiteral("/x"));
        QVERIFY(shotFolder({}).endsWith(QStringLiteral("/Isobar")));
    }

    void writesTheGridAsATable()
    {
        const QList<QByteArray> lines = gridCsv(m_scene, 1200).split('\n');
        QCOMPARE(lines.front(), QByteArray("time_utc,price_low,price_high,side,expected_prints_usd"));
        QVERIFY(lines.size() > 1000);
        double longsBelow = 0, longsAbove = 0, last = 0;
        const QByteArray newest = lines[lines.size() - 2].split(',').front();
        for (const QByteArray &line : lines.mid(1)) {
            const QList<QByteArray> cells = line.split(',');
            if (cells.size() != 5)
                continue;
            const double low = cells[1].toDouble(), high = cells[2].toDouble(), usd = cells[4].toDouble();
            QVERIFY2(high > low && usd > 0, line.constData());
            QVERIFY(high > m_scene.view.low() && low < m_scene.view.high());
            if (cells[3] == "long" && cells[0] == newest)
                (low < m_scene.map->price ? longsBelow : longsAbove) += usd;
            if (cells[0] == newest && cells[3] == "short")
                last += usd;
        }
        QVERIFY(last > 0);
        QVERIFY(longsBelow > 100 * longsAbove);
        // What stands in the newest column is what the profile of now says.
        const double told = m_scene.map->now.between(
            m_scene.map->lattice, PositionSide::Short, m_scene.map->price, m_scene.view.high());
        QVERIFY2(std::abs(last / told - 1) < 0.1, qPrintable(QStringLiteral("%1 %2").arg(last).arg(told)));
    }

    void tablesFollowTheFilters()
    {
        HeatmapScene scene = m_scene;
        scene.options.filter.shorts = false;
        const QByteArray text = gridCsv(scene, 1200);
        QVERIFY(text.contains(",long,"));
        QVERIFY(!text.contains(",short,"));
        scene.map = nullptr;
        QVERIFY(gridCsv(scene, 1200).isEmpty());
    }

    void savesAndCopiesAsChosen()
    {
        QTemporaryDir folder;
        ShotChoices choices;
        choices.size = ShotSize::Window;
        choices.light = true;
        choices.folder = folder.path();
        const ShotTaker taker(m_theme, choices);
        const auto saved = taker.saveAndCopy({m_scene, m_facts, {700, 500}});
        QVERIFY2(saved, saved ? "" : saved.error().c_str());
        const QImage file(*saved), clipboard = QGuiApplication::clipboard()->image();
        QCOMPARE(file.size(), QSize(700, 500));
        QCOMPARE(clipboard.size(), file.size());
        QCOMPARE(clipboard.pixel(350, 250), file.pixel(350, 250));
        QVERIFY(qGray(file.pixel(690, 495)) > 230); // light
        // The second of a second does not overwrite the first.
        QVERIFY(*taker.saveAndCopy({m_scene, m_facts, {700, 500}}) != *saved);
        const auto table = taker.saveTable({m_scene, m_facts, {700, 500}});
        QVERIFY(table);
        QVERIFY(table->endsWith(QStringLiteral(".csv")));
    }

    void copiesEvenWhenItCannotSave()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("file")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QGuiApplication::clipboard()->clear();
        ShotChoices choices;
        choices.folder = file.fileName();
        const auto saved = ShotTaker(m_theme, choices).saveAndCopy({m_scene, m_facts, {700, 500}});
        QVERIFY(!saved);
        QVERIFY(!QGuiApplication::clipboard()->image().isNull());
        QVERIFY(!ShotTaker(m_theme, {}).copy({}));
    }

    void asksForSizeAndFolder()
    {
        ShotChoices choices;
        choices.size = ShotSize::FourK;
        choices.wordmark = false;
        choices.folder = QStringLiteral("/tmp/x");
        ShotDialog dialog(choices, QStringLiteral("/home/me/Pictures/Isobar"));
        QCOMPARE(dialog.choices(), choices);
        dialog.findChildren<QComboBox *>().front()->setCurrentIndex(0);
        QCOMPARE(dialog.choices().size, ShotSize::Window);
        QSignalSpy pictures(&dialog, &ShotDialog::pictureRequested);
        dialog.show();
        const auto buttons = dialog.findChildren<QPushButton *>();
        const auto save = std::find_if(buttons.begin(), buttons.end(), [](QPushButton *b) { return b->isDefault(); });
        QVERIFY(save != buttons.end());
        QCOMPARE((*save)->text(), QStringLiteral("Save and copy"));
        (*save)->click();
        QCOMPARE(pictures.size(), 1);
        QVERIFY(!dialog.isVisible());
    }

    void isPaintableWithoutData()
    {
        HeatmapScene scene;
        scene.asset = QStringLiteral("SOL");
        const QImage image = renderShot(scene, {}, {{900, 600}, 1}, m_theme, true);
        QCOMPARE(image.size(), QSize(900, 600));
    }
};

QTEST_MAIN(TestHeatmapShot)

#include "tst_heatmapshot.moc"
