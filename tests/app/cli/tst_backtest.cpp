#include "tests/app/cli/clirunner.h"

#include <QTest>

#include <cmath>
#include <random>

class TestBacktest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void printsALineForFileSideAndMethod();
    void scoresTheFittedFileAfterItsFitOnly();
    void printsATable();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();

private:
    QByteArray history(int hours, bool hasLiquidations) const;
    QTemporaryDir m_folder;
    QString m_first, m_second, m_mute;
};

/// A walk whose liquidations follow from how far the price went beyond the last hour's close.
QByteArray TestBacktest::history(int hours, bool hasLiquidations) const
{
    std::mt19937 random(static_cast<unsigned>(hours));
    std::normal_distribution<double> step(0, 0.004);
    QByteArrayList lines{"t_ms,open,high,low,close,volume_base,oi_close_base,liq_long_usd,liq_short_usd"};
    double price = 60'000;
    for (int i = 0; i < hours; ++i) {
        const double open = price, close = price * std::exp(step(random));
        const double low = std::min(open, close) * (1 - std::abs(step(random)) / 2);
        const double high = std::max(open, close) * (1 + std::abs(step(random)) / 2);
        const auto usd = [&](double move) {
            return hasLiquidations ? QByteArray::number(1e8 * std::max(0.0, move) * std::exp(100 * step(random)))
                                   : QByteArray();
        };
        QByteArrayList fields;
        for (const double each : {open, high, low, close, 3000.0, 80'000.0 + 50 * (i % 7)})
            fields << QByteArray::number(each, 'f', 4);
        fields << usd(std::log(open / low)) << usd(std::log(high / open));
        lines << QByteArray::number(qint64{1'700'000'000'000} / 3'600'000 * 3'600'000 + qint64{i} * 3'600'000) + ','
                + fields.join(',');
        price = close;
    }
    return lines.join('\n') + '\n';
}

void TestBacktest::initTestCase()
{
    const auto write = [this](const QString &name, const QByteArray &text) {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("no room for test files");
        return file.fileName();
    };
    m_first = write(QStringLiteral("first.csv"), history(900, true));
    m_second = write(QStringLiteral("second.csv"), history(600, true));
    m_mute = write(QStringLiteral("mute.csv"), history(300, false));
}

void TestBacktest::printsALineForFileSideAndMethod()
{
    const auto run = clirunner::run(
        {QStringLiteral("backtest"), QStringLiteral("--json"), QStringLiteral("--fit"), m_first, m_first, m_second});
    QVERIFY2(run.status == 0, run.err);
    QCOMPARE(run.err, QByteArray()); // progress is for terminals
    QSet<QString> methods, keys;
    const QByteArrayList lines = run.out.trimmed().split('\n');
    for (const QByteArray &line : lines) {
        const QJsonObject one = QJsonDocument::fromJson(line).object();
        for (const char *field : {"partial_rho", "deviance", "hot_bin_auc", "brightness", "n"})
            QVERIFY2(one.value(QLatin1String(field)).isDouble(), line);
        methods << one.value(QStringLiteral("method")).toString();
        keys << one.value(QStringLiteral("file")).toString() + one.value(QStringLiteral("side")).toString()
                + one.value(QStringLiteral("method")).toString();
        const double rho = one.value(QStringLiteral("partial_rho")).toDouble();
        const QJsonArray bounds = one.value(QStringLiteral("partial_rho_95")).toArray();
        QVERIFY(bounds.at(0).toDouble() <= rho + 0.05 && rho - 0.05 <= bounds.at(1).toDouble());
    }
    QCOMPARE(lines.size(), 4 * methods.size());
    QCOMPARE(keys.size(), lines.size());
    QVERIFY(methods.contains(QStringLiteral("learned kernel")));
    QVERIFY(methods.size() >= 9);
}

void TestBacktest::scoresTheFittedFileAfterItsFitOnly()
{
    const auto hours = [](const QByteArray &out) {
        int n = 0;
        for (const QByteArray &line : out.trimmed().split('\n')) {
            const QJsonObject one = QJsonDocument::fromJson(line).object();
            n = std::max(n, one.value(QStringLiteral("n")).toInt());
        }
        return n;
    };
    const QStringList command{QStringLiteral("backtest"), QStringLiteral("--json"), QStringLiteral("--fit")};
    const auto own = clirunner::run(command + QStringList{m_first, m_first});
    const auto other = clirunner::run(command + QStringList{m_second, m_first});
    QVERIFY(hours(own.out) > 250 && hours(own.out) <= 360); // 40 % of 900
    QVERIFY(hours(other.out) > 500 && hours(other.out) <= 660); // 900 less 240
}

void TestBacktest::printsATable()
{
    const auto run = clirunner::run({QStringLiteral("backtest"), m_second});
    QVERIFY2(run.status == 0, run.err);
    QVERIFY(run.out.contains("learned kernel"));
    QVERIFY(run.out.contains("touch within"));
}

void TestBacktest::saysWhatIsWrong_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("no file") << QStringList() << 2 << QByteArray("no file");
    QTest::newRow("an unknown option") << QStringList{QStringLiteral("--fast")} << 2 << QByteArray("fast");
    QTest::newRow("a file that is not there")
        << QStringList{QStringLiteral("/nowhere.csv")} << 1 << QByteArray("/nowhere.csv");
    QTest::newRow("no liquidations") << QStringList{QStringLiteral("mute")} << 1 << QByteArray("liquidations");
}

void TestBacktest::saysWhatIsWrong()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    QFETCH(QByteArray, part);
    for (QString &argument : arguments)
        argument = argument == QLatin1String("mute") ? m_mute : argument;
    const auto run = clirunner::run(QStringList{QStringLiteral("backtest")} + arguments);
    QCOMPARE(run.status, status);
    QVERIFY2(run.err.contains(part), run.err);
    QCOMPARE(run.out, QByteArray());
}

QTEST_GUILESS_MAIN(TestBacktest)
#include "tst_backtest.moc"
