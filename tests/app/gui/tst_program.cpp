// The program itself in a process of its own: how it starts, refuses to start, and ends.
#include "tests/support/journalsample.h"

#include <QDir>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#ifdef Q_OS_UNIX
#include <csignal>
#endif

namespace {

/// `isobar` with its own profile; without a display unless told otherwise.
struct Program {
    explicit Program(const QString &profile, const QStringList &arguments = {},
        const QString &platform = QStringLiteral("offscreen"), const QString &display = {})
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const auto *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
            environment.remove(QString::fromLatin1(name));
        if (!platform.isEmpty())
            environment.insert(QStringLiteral("QT_QPA_PLATFORM"), platform);
        if (!display.isEmpty())
            environment.insert(QStringLiteral("DISPLAY"), display);
        process.setProcessEnvironment(environment);
        process.start(
            QStringLiteral(ISOBAR_BIN_DIR "/isobar"), QStringList{QStringLiteral("--profile"), profile} + arguments);
    }
    ~Program()
    {
        process.kill();
        process.waitForFinished();
    }
    bool endsBy(int status)
    {
        const bool ended = process.waitForFinished(20'000) && process.exitStatus() == QProcess::NormalExit;
        err = process.readAllStandardError();
        if (!ended || process.exitCode() != status)
            qWarning("ended %d, status %d: %s", ended, process.exitCode(), err.constData());
        return ended && process.exitCode() == status;
    }
    QProcess process;
    QByteArray err;
};

} // namespace

class TestProgram : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString profile(const QString &name) const { return m_folder.filePath(name); }

private Q_SLOTS:
    void saysSoWithoutADisplay()
    {
        Program program(profile(QStringLiteral("none")), {}, {});
        QVERIFY(program.endsBy(2));
        QVERIFY(program.err.contains("there is no display"));
    }

    void saysSoWhenTheDisplayCannotBeOpened()
    {
        Program program(profile(QStringLiteral("shut")), {}, QStringLiteral("xcb"), QStringLiteral(":4242"));
        QVERIFY(program.endsBy(1));
        QVERIFY2(program.err.contains("cannot be opened"), program.err.constData());
    }

    void endsOnASignalAndKeepsItsSettings_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGTERM") << 15;
        QTest::newRow("SIGINT") << 2;
    }
    void endsOnASignalAndKeepsItsSettings()
    {
#ifdef Q_OS_UNIX
        QFETCH(int, signal);
        // A profile in a path with spaces, too.
        const QString folder = profile(QStringLiteral("a profile of %1").arg(signal));
        Program program(folder, {QStringLiteral("--demo=calm")});
        QTRY_VERIFY_WITH_TIMEOUT(QDir(folder).exists(QStringLiteral("settings.ini")), 20'000);
        ::kill(static_cast<pid_t>(program.process.processId()), signal);
        QVERIFY(program.endsBy(0));
        QVERIFY(!QDir(folder).exists(QStringLiteral("isobar.lock")));
#endif
    }

    void saysWhatCannotBeOpened_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("word");
        QTest::addColumn<int>("status");
        QFile text(m_folder.filePath(QStringLiteral("notes.txt")));
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write("nothing of ours");
        QImage picture(8, 8, QImage::Format_RGB32);
        picture.fill(Qt::black);
        const QString png = m_folder.filePath(QStringLiteral("black.png"));
        QVERIFY(picture.save(png));
        QTest::newRow("no recording") << QStringList{QStringLiteral("--replay"), text.fileName()}
                                      << QByteArray("not a recording") << 1;
        QTest::newRow("a file of another kind") << QStringList{text.fileName()} << QByteArray("cannot be opened") << 1;
        QTest::newRow("a picture without its view") << QStringList{png} << QByteArray("does not say which view") << 1;
        QTest::newRow("no such file") << QStringList{QStringLiteral("nowhere.png")} << QByteArray("there is no file")
                                      << 2;
        QTest::newRow("two files") << QStringList{png, text.fileName()} << QByteArray("one file") << 2;
    }
    void saysWhatCannotBeOpened()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, word);
        QFETCH(int, status);
        Program program(profile(QStringLiteral("opening")), arguments);
        QVERIFY(program.endsBy(status));
        QVERIFY2(program.err.contains(word), program.err.constData());
    }

    void playsARecordingBesideTheMarket()
    {
#ifdef Q_OS_UNIX
        const QString journal = m_folder.filePath(QStringLiteral("run.journal"));
        journalsample::writeJournal(journal.toStdString());
        const QString folder = profile(QStringLiteral("replaying"));
        Program program(folder,
            {QStringLiteral("--demo=calm"), QStringLiteral("--replay"), journal, QStringLiteral("--speed"),
                QStringLiteral("100")});
        QTRY_VERIFY_WITH_TIMEOUT(QDir(folder).exists(QStringLiteral("settings.ini")), 20'000);
        ::kill(static_cast<pid_t>(program.process.processId()), SIGTERM);
        QVERIFY(program.endsBy(0));
#endif
    }

    void worksAloneWithItsProfile()
    {
        const QString folder = profile(QStringLiteral("shared"));
        Program first(folder, {QStringLiteral("--demo=calm")});
        QTRY_VERIFY_WITH_TIMEOUT(QDir(folder).exists(QStringLiteral("isobar.lock")), 20'000);
        Program second(folder, {QStringLiteral("--demo=calm")});
        QVERIFY(second.endsBy(2));
        QVERIFY(second.err.contains("another Isobar works with"));
    }
};

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
