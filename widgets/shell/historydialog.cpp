#include "widgets/shell/historydialog.h"

#include "widgets/style/formats.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFormLayout>
#include <QLabel>
#include <QSpinBox>

namespace isobar {

namespace {

QSpinBox *limitBox(int value, int most, const QString &suffix)
{
    auto *box = new QSpinBox;
    box->setRange(0, most);
    box->setValue(value);
    box->setSuffix(suffix);
    box->setSpecialValueText(HistoryDialog::tr("Everything"));
    box->setGroupSeparatorShown(true);
    box->setMinimumWidth(160);
    return box;
}

} // namespace

HistoryDialog::HistoryDialog(const Settings &settings, QWidget *parent)
    : QDialog(parent), m_zone(settings.timeZone), m_place(new QLabel), m_size(new QLabel), m_since(new QLabel),
      m_growth(new QLabel), m_days(limitBox(settings.historyKeepDays, 36'500, tr(" days"))),
      m_megabytes(limitBox(settings.historyKeepMegabytes, 100'000'000, tr(" MB")))
{
    setWindowTitle(tr("Local history"));
    auto *form = new QFormLayout(this);
    for (QLabel *label : {m_place, m_size, m_since, m_growth})
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_place->setWordWrap(true);
    form->addRow(tr("File"), m_place);
    form->addRow(tr("Size"), m_size);
    form->addRow(tr("Begins"), m_since);
    form->addRow(tr("Grows by"), m_growth);
    form->addRow(tr("&Keep by age"), m_days);
    form->addRow(tr("Keep by &size"), m_megabytes);
    auto *hint = new QLabel(tr("Of what is beyond a limit the oldest is deleted. Ledgers of the track record stay."));
    hint->setWordWrap(true);
    form->addRow(hint);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT limitsChosen(m_days->value(), m_megabytes->value());
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    setMinimumWidth(460);
}

void HistoryDialog::show(const HistoryFigures &figures)
{
    const bool isThere = !figures.path.isEmpty() && figures.isOpen;
    m_place->setText(figures.path.isEmpty() ? tr("Nothing is stored") : QDir::toNativeSeparators(figures.path));
    m_size->setText(isThere ? formats::fileSize(figures.bytes) : QString(formats::Dash));
    m_since->setText(figures.oldestMs ? formats::dateTime(*figures.oldestMs, m_zone) : QString(formats::Dash));
    // Of a first hour the backfill is the most: it says nothing of what a day brings.
    const TimeMs span = figures.oldestMs ? figures.nowMs - *figures.oldestMs : 0;
    m_growth->setText(isThere && span > DayMs
            ? tr("about %1 a day").arg(formats::fileSize(figures.bytes * DayMs / span))
            : QString(formats::Dash));
}

} // namespace isobar
