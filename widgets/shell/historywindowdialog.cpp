#include "widgets/shell/historywindowdialog.h"

#include "widgets/style/formats.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>
#include <cmath>

namespace isobar {

HistoryWindowDialog::HistoryWindowDialog(
    const Settings &settings, const QStringList &watched, const Extent &extent, QWidget *parent)
    : QDialog(parent), m_zone(settings.timeZone), m_asset(settings.asset), m_watched(watched), m_assets(new QComboBox),
      m_from(timeBox(std::max(extent.liveSinceMs, extent.nowMs - DayMs), extent)), m_to(timeBox(extent.nowMs, extent)),
      m_said(new QLabel), m_progress(new QProgressBar)
{
    setWindowTitle(tr("Replay local history"));
    m_assets->addItem(m_asset);
    m_assets->addItem(tr("All watched assets (%1)").arg(m_watched.size()));
    auto *form = new QFormLayout(this);
    form->addRow(tr("&Assets"), m_assets);
    const QString zone = m_zone == TimeZoneChoice::Utc ? tr("UTC") : tr("local time");
    form->addRow(tr("&From (%1)").arg(zone), m_from);
    form->addRow(tr("&To (%1)").arg(zone), m_to);
    auto *hint = new QLabel(tr("Played minute by minute, each with what was known at its end. Before %1, and while "
                               "the program was off, only what venues keep is known: bars, open interest and settled "
                               "funding.")
                                .arg(formats::dateTime(extent.liveSinceMs, m_zone)));
    hint->setWordWrap(true);
    form->addRow(hint);
    m_said->setWordWrap(true);
    m_said->hide();
    form->addRow(m_said);
    m_progress->setRange(0, 1000);
    m_progress->hide();
    form->addRow(m_progress);
    auto *buttons = new QDialogButtonBox;
    m_replay = buttons->addButton(tr("&Replay"), QDialogButtonBox::ActionRole);
    m_save = buttons->addButton(tr("&Save as recording…"), QDialogButtonBox::ActionRole);
    m_close = buttons->addButton(QDialogButtonBox::Close);
    m_replay->setDefault(true);
    form->addRow(buttons);
    connect(m_replay, &QPushButton::clicked, this, [this] {
        begin();
        Q_EMIT replayWished(window());
    });
    connect(m_save, &QPushButton::clicked, this, &HistoryWindowDialog::chooseFile);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::finished, this, [this] {
        if (m_isBusy)
            Q_EMIT endWished();
    });
    for (QDateTimeEdit *each : {m_from, m_to})
        connect(each, &QDateTimeEdit::dateTimeChanged, this, &HistoryWindowDialog::check);
    setMinimumWidth(460);
    check();
}

QDateTimeEdit *HistoryWindowDialog::timeBox(TimeMs timeMs, const Extent &extent) const
{
    const Qt::TimeSpec spec = m_zone == TimeZoneChoice::Utc ? Qt::UTC : Qt::LocalTime;
    auto *box = new QDateTimeEdit;
    box->setTimeSpec(spec);
    box->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm"));
    box->setCalendarPopup(true);
    box->setDateTimeRange(QDateTime::fromMSecsSinceEpoch(floorTo(extent.oldestMs, MinuteMs), spec),
        QDateTime::fromMSecsSinceEpoch(floorTo(extent.nowMs, MinuteMs), spec));
    box->setDateTime(QDateTime::fromMSecsSinceEpoch(floorTo(timeMs, MinuteMs), spec));
    return box;
}

HistoryWindow HistoryWindowDialog::window() const
{
    const auto minute = [](const QDateTimeEdit *box) { return floorTo(box->dateTime().toMSecsSinceEpoch(), MinuteMs); };
    return {m_assets->currentIndex() == 0 ? QStringList{m_asset} : m_watched, minute(m_from), minute(m_to)};
}

void HistoryWindowDialog::chooseFile()
{
    const HistoryWindow wished = window();
    const QString name =
        QStringLiteral("isobar-%1-%2.journal")
            .arg(wished.assets.size() == 1 ? wished.assets.front() : QStringLiteral("history"),
                QDateTime::fromMSecsSinceEpoch(wished.fromMs, Qt::UTC).toString(QStringLiteral("yyyyMMdd-HHmm'Z'")));
    auto *dialog = new QFileDialog(this, tr("Save as recording"), name, tr("Recordings (*.journal);;All files (*)"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        begin();
        Q_EMIT saveWished(window(), path);
    });
    dialog->open();
}

void HistoryWindowDialog::begin()
{
    m_said->hide();
    setProgress(0);
    setBusy(true);
}

void HistoryWindowDialog::setBusy(bool busy)
{
    m_isBusy = busy;
    m_progress->setVisible(busy);
    for (QWidget *each : std::initializer_list<QWidget *>{m_assets, m_from, m_to, m_replay, m_save})
        each->setEnabled(!busy);
    m_close->setText(busy ? tr("Cancel") : tr("Close"));
}

void HistoryWindowDialog::setProgress(double share)
{
    m_progress->setValue(static_cast<int>(std::lround(1000 * std::clamp(share, 0.0, 1.0))));
}

void HistoryWindowDialog::finish(const QString &error)
{
    if (!m_isBusy)
        return;
    setBusy(false);
    check();
    if (error.isEmpty()) {
        accept();
        return;
    }
    m_said->setText(error);
    m_said->show();
}

/// A window without a minute is none.
void HistoryWindowDialog::check()
{
    const HistoryWindow wished = window();
    const bool isWindow = wished.fromMs < wished.toMs;
    m_replay->setEnabled(isWindow && !m_isBusy);
    m_save->setEnabled(isWindow && !m_isBusy);
}

} // namespace isobar
