#include "widgets/alerts/quietgroup.h"

#include "widgets/style/formats.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QTimeEdit>

namespace isobar {

QuietGroup::QuietGroup(QWidget *parent)
    : QWidget(parent), m_quiet(new QCheckBox), m_fullScreen(new QCheckBox), m_urgent(new QCheckBox),
      m_webhooksToo(new QCheckBox), m_sounds(new QCheckBox), m_from(new QTimeEdit), m_to(new QTimeEdit),
      m_until(new QLabel), m_mutes(new QLabel), m_volumeName(new QLabel), m_silence(new QLabel),
      m_quietTitle(new QLabel), m_soundTitle(new QLabel), m_muteTitle(new QLabel),
      m_volume(new QSlider(Qt::Horizontal)), m_tone(new QComboBox), m_testSound(new QPushButton),
      m_testPopup(new QPushButton), m_mute(new QPushButton), m_unmute(new QPushButton)
{
    for (QLabel *title : {m_quietTitle, m_soundTitle, m_muteTitle}) {
        QFont bold = title->font();
        bold.setBold(true);
        title->setFont(bold);
    }
    for (QLabel *text : {m_mutes, m_silence})
        text->setWordWrap(true);
    for (QTimeEdit *edit : {m_from, m_to})
        edit->setDisplayFormat(QStringLiteral("HH:mm"));
    m_volume->setRange(0, 100);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_quietTitle);
    auto *hours = new QHBoxLayout;
    hours->addWidget(m_quiet);
    hours->addWidget(m_from);
    hours->addWidget(m_until);
    hours->addWidget(m_to);
    hours->addStretch(1);
    column->addLayout(hours);
    for (QCheckBox *box : {m_fullScreen, m_urgent, m_webhooksToo})
        column->addWidget(box);
    column->addSpacing(10);
    column->addWidget(m_muteTitle);
    column->addWidget(m_mutes);
    auto *mutes = new QHBoxLayout;
    mutes->addWidget(m_mute);
    mutes->addWidget(m_unmute);
    mutes->addStretch(1);
    column->addLayout(mutes);
    column->addSpacing(10);
    column->addWidget(m_soundTitle);
    auto *sounds = new QHBoxLayout;
    sounds->addWidget(m_sounds);
    sounds->addSpacing(10);
    sounds->addWidget(m_volumeName);
    sounds->addWidget(m_volume, 1);
    column->addLayout(sounds);
    auto *tests = new QHBoxLayout;
    tests->addWidget(m_tone, 1);
    tests->addWidget(m_testSound);
    column->addLayout(tests);
    column->addWidget(m_silence);
    column->addSpacing(10);
    column->addWidget(m_testPopup, 0, Qt::AlignLeft);
    column->addStretch(1);

    for (QCheckBox *box : {m_quiet, m_fullScreen, m_urgent, m_webhooksToo, m_sounds})
        connect(box, &QCheckBox::toggled, this, &QuietGroup::choose);
    for (QTimeEdit *edit : {m_from, m_to})
        connect(edit, &QTimeEdit::timeChanged, this, &QuietGroup::choose);
    connect(m_volume, &QSlider::valueChanged, this, &QuietGroup::choose);
    connect(m_mute, &QPushButton::clicked, this, &QuietGroup::muteUntilWished);
    connect(m_unmute, &QPushButton::clicked, this, &QuietGroup::unmute);
    connect(m_testPopup, &QPushButton::clicked, this, &QuietGroup::popupTestRequested);
    connect(m_testSound, &QPushButton::clicked, this,
        [this] { Q_EMIT soundTestRequested(1 + m_tone->currentIndex() / 3, m_tone->currentIndex() % 3 - 1); });
    retranslate();
}

void QuietGroup::retranslate()
{
    m_quietTitle->setText(tr("Quiet"));
    m_quiet->setText(tr("Every day from"));
    m_until->setText(tr("to", "from 22:00 to 07:00"));
    m_fullScreen->setText(tr("While another program fills the screen"));
    m_urgent->setText(tr("P1 comes through both"));
    m_urgent->setToolTip(
        tr("What was kept back comes as one digest afterwards. Nothing is ever lost: the list has it."));
    m_webhooksToo->setText(tr("Webhooks keep quiet too"));
    m_muteTitle->setText(tr("Muted"));
    m_mute->setText(tr("Mute until…"));
    m_unmute->setText(tr("Unmute all"));
    m_soundTitle->setText(tr("Sounds"));
    m_sounds->setText(tr("On"));
    m_volumeName->setText(tr("Volume"));
    m_volume->setAccessibleName(tr("Volume"));
    m_testSound->setText(tr("Test sound"));
    m_testPopup->setText(tr("Test pop-up"));
    const int tone = std::max(0, m_tone->currentIndex());
    m_tone->clear();
    for (int priority = 1; priority <= 3; ++priority) {
        m_tone->addItem(tr("P%1, of no side").arg(priority));
        m_tone->addItem(tr("P%1, longs").arg(priority));
        m_tone->addItem(tr("P%1, shorts").arg(priority));
    }
    m_tone->setCurrentIndex(tone);
    m_tone->setAccessibleName(tr("Sound"));
    refreshMutes();
}

void QuietGroup::setSilence(const QString &why)
{
    m_silence->setText(why);
    m_silence->setVisible(!why.isEmpty());
}

void QuietGroup::setSettings(const Settings &settings, TimeMs nowMs)
{
    m_settings = settings;
    m_nowMs = nowMs;
    m_isFilling = true;
    const AlertPolicy &policy = settings.alerts.policy;
    m_quiet->setChecked(policy.quiet.on);
    m_from->setTime(QTime(policy.quiet.fromMinute / 60, policy.quiet.fromMinute % 60));
    m_to->setTime(QTime(policy.quiet.toMinute / 60, policy.quiet.toMinute % 60));
    m_fullScreen->setChecked(policy.hushFullScreen);
    m_urgent->setChecked(policy.urgentThrough);
    m_webhooksToo->setChecked(policy.webhooksToo);
    m_sounds->setChecked(settings.alerts.sounds);
    m_volume->setValue(settings.alerts.volume);
    m_isFilling = false;
    refreshMutes();
}

void QuietGroup::refreshMutes()
{
    const AlertPolicy &policy = m_settings.alerts.policy;
    QStringList lines;
    if (policy.doNotDisturb)
        lines << tr("Do not disturb is on: no pop-ups and no sounds.");
    const auto until = [this](TimeMs ms) { return formats::dateTime(ms, m_settings.timeZone); };
    if (policy.mutedUntilMs > m_nowMs)
        lines << tr("Everything until %1").arg(until(policy.mutedUntilMs));
    for (const auto &[asset, ms] : policy.mutedAssets) {
        if (ms > m_nowMs)
            lines << tr("%1 until %2", "asset, time").arg(QString::fromStdString(asset), until(ms));
    }
    m_unmute->setEnabled(!lines.isEmpty());
    m_mutes->setText(lines.isEmpty() ? tr("Nothing is muted.") : lines.join(u'\n'));
}

void QuietGroup::choose()
{
    if (m_isFilling)
        return;
    AlertChoices &alerts = m_settings.alerts;
    const auto minuteOf = [](const QTimeEdit *edit) { return edit->time().hour() * 60 + edit->time().minute(); };
    alerts.policy.quiet = {m_quiet->isChecked(), minuteOf(m_from), minuteOf(m_to)};
    alerts.policy.hushFullScreen = m_fullScreen->isChecked();
    alerts.policy.urgentThrough = m_urgent->isChecked();
    alerts.policy.webhooksToo = m_webhooksToo->isChecked();
    alerts.sounds = m_sounds->isChecked();
    alerts.volume = m_volume->value();
    Q_EMIT alertsChosen(alerts);
}

void QuietGroup::unmute()
{
    AlertPolicy &policy = m_settings.alerts.policy;
    policy.doNotDisturb = false;
    policy.mutedUntilMs = 0;
    policy.mutedAssets.clear();
    refreshMutes();
    Q_EMIT alertsChosen(m_settings.alerts);
}

} // namespace isobar
