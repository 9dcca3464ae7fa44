#include "widgets/shell/statusline.h"

#include "core/snapshot/snapshotclock.h"
#include "widgets/header/header.h"
#include "widgets/style/badge.h"
#include "widgets/style/formats.h"

#include <QEvent>
#include <QLabel>

namespace isobar {

namespace {

constexpr double QueueShownFrom = 0.2;

void paint(QLabel &label, const QColor &colour)
{
    QPalette palette = label.palette();
    palette.setColor(QPalette::WindowText, colour);
    label.setPalette(palette);
}

} // namespace

StatusLine::StatusLine(const Theme &theme, QWidget *parent)
    : QStatusBar(parent), m_theme(theme), m_queue(new QLabel), m_venues(new QLabel), m_time(new QLabel),
      m_recording(new Badge(theme)), m_source(new Badge(theme))
{
    setSizeGripEnabled(false);
    setContentsMargins(4, 0, 4, 0);
    for (QLabel *label : {m_queue, m_venues, m_time})
        addPermanentWidget(label);
    addPermanentWidget(m_recording);
    addPermanentWidget(m_source);
    m_recording->hide();
    m_queue->hide();
    m_source->hide();
    connect(&theme, &Theme::changed, this, &StatusLine::restyle);
    m_clock.setInterval(500);
    connect(&m_clock, &QTimer::timeout, this, &StatusLine::renewTime);
    m_clock.start();
    restyle();
}

void StatusLine::restyle()
{
    for (QLabel *label : {m_queue, m_venues, m_time})
        label->setFont(m_theme.numberFont());
    paint(*m_queue, m_theme.colour(Token::HealthStale));
    paint(*m_venues, m_theme.colour(Token::Label));
    paint(*m_time, m_theme.colour(Token::Value));
}

QString StatusLine::timeText() const { return m_time->text(); }

QString StatusLine::venuesText() const { return m_venues->text(); }

bool StatusLine::isQueueShown() const { return m_queue->isVisibleTo(this); }

void StatusLine::showSnapshot(const SnapshotPtr &snapshot)
{
    m_snapshot = snapshot;
    m_sinceSnapshot.start();
    renew();
}

void StatusLine::setSettings(const Settings &settings)
{
    m_zone = settings.timeZone;
    renew();
}

QString StatusLine::recordingText() const { return m_recording->isHidden() ? QString() : m_recording->text(); }

void StatusLine::setRecording(const RecordingFigures &figures)
{
    m_figures = figures;
    m_recording->setVisible(!figures.path.isEmpty());
    if (figures.path.isEmpty())
        return;
    constexpr TimeMs TooShortMs = 10 * SecondMs; // to say what an hour takes
    const QString size = formats::fileSize(figures.bytes);
    m_recording->setText(figures.lengthMs < TooShortMs
            ? tr("REC %1", "recording; size").arg(size)
            : tr("REC %1, %2/h", "recording; size, size of an hour")
                  .arg(size, formats::fileSize(figures.bytes * HourMs / figures.lengthMs)),
        Token::HealthDown);
    m_recording->setToolTip(tr("Raw frames of all venues are recorded to %1").arg(figures.path));
}

void StatusLine::renew()
{
    if (!m_snapshot)
        return;
    m_queue->setVisible(m_snapshot->queueFill > QueueShownFrom);
    m_queue->setText(tr("Queue %1", "fill of the queue between the network and the engine")
                         .arg(formats::percent(m_snapshot->queueFill, 0)));
    m_venues->setText(tr("%1/%2 venues live").arg(m_snapshot->venuesLive).arg(m_snapshot->venuesTotal));
    paint(*m_venues,
        m_theme.colour(m_snapshot->venuesLive == m_snapshot->venuesTotal ? Token::Label : Token::HealthStale));
    QString source = originText(m_snapshot->origin);
    if (!m_snapshot->scenario.empty())
        source += QLatin1Char(' ') + QString::fromStdString(m_snapshot->scenario);
    m_source->setText(source, originToken(m_snapshot->origin));
    m_source->show();
    renewTime();
}

void StatusLine::renewTime()
{
    if (!m_snapshot)
        return;
    const TimeMs now = marketAfter(*m_snapshot, m_sinceSnapshot.elapsed());
    QString text = formats::clockTime(now, m_zone);
    if (m_snapshot->speed == 0)
        text += QLatin1String("  ") + tr("stands still", "the time of a paused replay");
    else if (m_snapshot->speed != 1.0)
        text += QStringLiteral("  ×%1").arg(m_snapshot->speed, 0, 'g', 6);
    m_time->setText(text);
    // Never narrower than before: the texts beside it stand still.
    m_time->setMinimumWidth(std::max(m_time->minimumWidth(), m_time->sizeHint().width()));
}

void StatusLine::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        renew();
        setRecording(m_figures);
    }
    QStatusBar::changeEvent(event);
}

} // namespace isobar
