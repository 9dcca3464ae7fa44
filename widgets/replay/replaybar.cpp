#include "widgets/replay/replaybar.h"

#include "widgets/replay/seekslider.h"
#include "widgets/style/badge.h"
#include "widgets/style/formats.h"
#include "widgets/style/icons.h"

#include <QAction>
#include <QBoxLayout>
#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

constexpr double ReachedShare = 0.85; // of the speed: below it the difference is said
constexpr int FileRoom = 26; // characters of a file's name

QString speedText(double speed) { return QStringLiteral("%1×").arg(speed, 0, 'g', 3); }

void paintText(QLabel &label, const QColor &colour)
{
    QPalette palette = label.palette();
    palette.setColor(QPalette::WindowText, colour);
    label.setPalette(palette);
}

} // namespace

const std::vector<double> &ReplayBar::speeds()
{
    static const std::vector<double> all{0.25, 0.5, 1, 2, 5, 10, 25, 50, 100};
    return all;
}

ReplayBar::ReplayBar(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_badge(new Badge(theme)),
      m_start(addButton(QKeySequence(Qt::CTRL | Qt::Key_Home), [this] { Q_EMIT seekWished(m_view.firstMs); })),
      m_play(addButton(QKeySequence(Qt::Key_Space), [this] { togglePause(); })),
      m_step(addButton(QKeySequence(Qt::Key_Period), [this] { Q_EMIT stepWished(); })),
      m_end(addButton(QKeySequence(Qt::CTRL | Qt::Key_End), [this] { Q_EMIT seekWished(m_view.lastMs); })),
      m_speed(new QComboBox), m_slider(new SeekSlider), m_time(new QLabel), m_reached(new QLabel), m_file(new QLabel),
      m_damage(new QLabel), m_live(new QPushButton), m_leave(new QAction(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 2, 8, 2);
    row->setSpacing(4);
    row->addWidget(m_badge);
    row->addSpacing(6);
    for (QToolButton *button : {m_start, m_play, m_step, m_end})
        row->addWidget(button);
    row->addWidget(m_speed);
    row->addWidget(m_reached);
    row->addWidget(m_slider, 1);
    row->addWidget(m_time);
    row->addSpacing(8);
    row->addWidget(m_file);
    row->addWidget(m_damage);
    row->addSpacing(8);
    row->addWidget(m_live);
    m_leave->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_L)); // a button loses its key with a new text
    connect(m_leave, &QAction::triggered, this, &ReplayBar::liveWished);
    addAction(m_leave);
    connect(m_live, &QPushButton::clicked, this, &ReplayBar::liveWished);
    connect(m_speed, &QComboBox::activated, this,
        [this](int index) { Q_EMIT speedWished(m_speed->itemData(index).toDouble()); });
    connect(m_slider, &SeekSlider::sought, this, &ReplayBar::seekWished);
    connect(m_slider, &SeekSlider::dragged, this,
        [this](TimeMs ms) { m_time->setText(formats::dateTimeSeconds(ms, TimeZoneChoice::Utc)); });
    connect(&theme, &Theme::changed, this, &ReplayBar::restyle);
    addSpeeds(1);
    restyle();
    retranslate();
}

QToolButton *ReplayBar::addButton(const QKeySequence &key, const std::function<void()> &act)
{
    auto *action = new QAction(this);
    action->setShortcut(key);
    connect(action, &QAction::triggered, this, act);
    addAction(action); // its key holds in the whole window, while the bar is shown
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    button->setIconSize({16, 16});
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void ReplayBar::togglePause()
{
    if (m_view.isAtEnd)
        Q_EMIT seekWished(m_view.firstMs);
    Q_EMIT pauseWished(!m_view.isPaused && !m_view.isAtEnd);
}

/// A speed of the command line may be another than those on offer.
void ReplayBar::addSpeeds(double shown)
{
    std::vector<double> all = speeds();
    if (std::find(all.begin(), all.end(), shown) == all.end())
        all.insert(std::upper_bound(all.begin(), all.end(), shown), shown);
    m_speed->clear();
    for (const double speed : all)
        m_speed->addItem(speedText(speed), speed);
}

QString ReplayBar::timeText() const { return m_time->text(); }

QString ReplayBar::reachedText() const { return m_reached->isVisibleTo(this) ? m_reached->text() : QString(); }

void ReplayBar::showReplay(const ReplayView &view)
{
    if (view == m_view)
        return;
    m_view = view;
    renew();
}

void ReplayBar::renew()
{
    m_badge->setText(m_view.isDemo ? tr("REPLAY of a DEMO") : tr("REPLAY"), Token::ReplayBadge);
    const bool plays = !m_view.isPaused && !m_view.isAtEnd;
    m_play->defaultAction()->setIcon(themedIcon(m_theme, plays ? QStringLiteral("pause") : QStringLiteral("play")));
    m_play->defaultAction()->setText(plays ? tr("Replay: pause") : tr("Replay: play"));
    m_play->setToolTip(plays ? tr("Pause (Space)") : tr("Play (Space)"));
    if (m_speed->findData(m_view.speed) < 0)
        addSpeeds(m_view.speed);
    m_speed->setCurrentIndex(m_speed->findData(m_view.speed));
    const bool isSlow = plays && m_view.reachedSpeed > 0 && m_view.reachedSpeed < ReachedShare * m_view.speed;
    m_reached->setVisible(isSlow);
    m_reached->setText(
        tr("reaches %1", "a speed")
            .arg(speedText(m_view.reachedSpeed < 10 ? m_view.reachedSpeed : std::round(m_view.reachedSpeed))));
    m_slider->setSpan(m_view.firstMs, m_view.lastMs);
    m_slider->setTime(m_view.atMs);
    if (!m_slider->isSliderDown()) {
        m_time->setText(m_view.seeking
                ? tr("on its way: %1", "share").arg(formats::percent(std::floor(*m_view.seeking * 100) / 100, 0))
                : formats::dateTimeSeconds(m_view.atMs, TimeZoneChoice::Utc));
    }
    QString name = m_view.fileName;
    if (name.size() > FileRoom)
        name = name.left(FileRoom / 2) + QStringLiteral("…") + name.right(FileRoom / 2 - 1);
    m_file->setText(name);
    m_file->setToolTip(m_view.isJournal
            ? tr("%1: a journal; it gives the events of the recorded run exactly", "file").arg(m_view.fileName)
            : tr("%1: a recording of raw frames, read by the decoders of this version", "file").arg(m_view.fileName));
    m_damage->setVisible(!m_view.report.isEmpty());
    m_damage->setToolTip(tr("The file is not whole: %1").arg(m_view.report));
    m_damage->setAccessibleName(m_damage->toolTip());
    m_live->setText(
        m_view.newEvents > 0 ? tr("Back to live (%n new event(s))", nullptr, m_view.newEvents) : tr("Back to live"));
    m_slider->setAccessibleDescription(m_time->text());
}

void ReplayBar::retranslate()
{
    const auto dress = [](QToolButton *button, const QString &text, const QString &tip) {
        button->defaultAction()->setText(text);
        button->setToolTip(tip);
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    };
    dress(m_start, tr("Replay: to the beginning"), tr("To the beginning (Ctrl+Home)"));
    dress(m_step, tr("Replay: one second on"), tr("One second on, then stand still (full stop)"));
    dress(m_end, tr("Replay: to the end"), tr("To the end (Ctrl+End)"));
    m_leave->setText(tr("Replay: back to live"));
    m_speed->setToolTip(tr("How many recorded seconds a second"));
    m_speed->setAccessibleName(tr("Speed of the replay"));
    m_slider->setAccessibleName(tr("Moment of the replay"));
    m_slider->setToolTip(tr("Go to a moment of the recording"));
    m_time->setToolTip(tr("Recorded time"));
    m_live->setToolTip(tr("Leave the replay; live went on meanwhile (Ctrl+L)"));
    renew();
}

void ReplayBar::restyle()
{
    m_start->defaultAction()->setIcon(themedIcon(m_theme, QStringLiteral("tostart")));
    m_step->defaultAction()->setIcon(themedIcon(m_theme, QStringLiteral("step")));
    m_end->defaultAction()->setIcon(themedIcon(m_theme, QStringLiteral("toend")));
    m_damage->setPixmap(
        tintedPixmap(QStringLiteral("warning"), m_theme.colour(Token::HealthStale), {16, 16}, devicePixelRatioF()));
    m_time->setFont(m_theme.numberFont());
    m_reached->setFont(m_theme.numberFont(0.92));
    const QFontMetrics metrics(m_theme.numberFont());
    m_time->setMinimumWidth(metrics.horizontalAdvance(QStringLiteral("2026-00-00 00:00:00 UTC")) + 4);
    m_time->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    paintText(*m_time, m_theme.colour(Token::Value));
    paintText(*m_reached, m_theme.colour(Token::HealthStale));
    paintText(*m_file, m_theme.colour(Token::Label));
    renew();
    update();
}

void ReplayBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colour(Token::PanelAlternate));
    painter.fillRect(QRect(0, 0, 3, height()), m_theme.colour(Token::ReplayBadge));
    painter.setPen(m_theme.colour(Token::Border));
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
}

void ReplayBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace isobar
