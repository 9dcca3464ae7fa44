#include "widgets/events/eventcard.h"

#include "widgets/events/eventdelegate.h"
#include "widgets/events/eventtext.h"
#include "widgets/style/badge.h"
#include "widgets/style/formats.h"
#include "widgets/style/sectiontitle.h"

#include <QBoxLayout>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QToolButton>

namespace isobar {

EventCard::EventCard(Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_priority(new Badge(theme)), m_title(new QLabel), m_clears(new QLabel),
      m_back(new QToolButton), m_acknowledge(new QToolButton), m_open(new QToolButton), m_mute(new QToolButton),
      m_scroll(new QScrollArea)
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(theme.spacing(), 3, theme.spacing(), 3);
    head->setSpacing(theme.spacing());
    head->addWidget(m_back);
    head->addWidget(m_priority);
    head->addWidget(m_title, 1);
    for (QToolButton *button : {m_open, m_mute, m_acknowledge})
        head->addWidget(button);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setBackgroundRole(QPalette::Base);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    m_clears->setContentsMargins(theme.spacing() * 2, 0, theme.spacing(), 3);
    m_clears->setWordWrap(true);
    column->addWidget(m_clears);
    column->addWidget(m_scroll, 1);

    connect(m_back, &QToolButton::clicked, this, &EventCard::backRequested);
    connect(m_acknowledge, &QToolButton::clicked, this, [this] { Q_EMIT acknowledged(eventId()); });
    connect(m_open, &QToolButton::clicked, this, [this] {
        if (m_event)
            Q_EMIT assetChosen(QString::fromStdString(m_event->asset));
    });
    connect(m_mute, &QToolButton::clicked, this, [this] {
        if (m_event)
            Q_EMIT muteRequested(QString::fromStdString(m_event->asset), 60);
    });
    connect(&m_theme, &Theme::changed, this, &EventCard::rebuild);
    retranslate();
}

void EventCard::present(const Event &event, TimeZoneChoice zone)
{
    if (m_event == event && m_zone == zone)
        return;
    m_event = event;
    m_zone = zone;
    rebuild();
}

QLabel *EventCard::label(const QString &text, Token colour, bool bold) const
{
    auto *made = new QLabel(text);
    QPalette palette = made->palette();
    palette.setColor(QPalette::WindowText, m_theme.colour(colour));
    made->setPalette(palette);
    QFont font = m_theme.numberFont();
    font.setBold(bold);
    made->setFont(font);
    made->setForegroundRole(QPalette::WindowText); // on a Base ground it would be Text
    made->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return made;
}

/// Which sections stand in which column: the data below the first, the others from left to right.
std::vector<std::vector<std::size_t>> EventCard::columnsOf(std::size_t sections)
{
    constexpr std::size_t Columns = 3;
    std::vector<std::vector<std::size_t>> columns(std::min(Columns, sections - 1));
    for (std::size_t i = 0; i + 1 < sections; ++i)
        columns[i % columns.size()].push_back(i);
    columns.front().push_back(sections - 1);
    return columns;
}

QWidget *EventCard::factsWidget()
{
    // What is looked for first stands first: rate, breadth, cost.
    const std::vector<EventSection> sections = EventText::sections(*m_event, m_zone);
    const std::vector<std::vector<std::size_t>> columns = columnsOf(sections.size());
    const std::vector<EventVenue> *venues = eventVenues(*m_event);
    auto *content = new QWidget;
    m_columns = new QBoxLayout(QBoxLayout::LeftToRight, content);
    m_columns->setContentsMargins(m_theme.spacing() * 2, 2, m_theme.spacing(), m_theme.spacing());
    m_columns->setSpacing(m_theme.spacing() * 2);
    content->setBackgroundRole(QPalette::Base);
    for (const auto &column : columns) {
        auto *grid = new QGridLayout;
        grid->setHorizontalSpacing(m_theme.spacing() * 2);
        grid->setVerticalSpacing(1);
        int row = 0;
        for (const std::size_t index : column) {
            auto *title = new SectionTitle(m_theme, sections[index].title);
            title->setForegroundRole(QPalette::WindowText);
            title->setContentsMargins(0, row == 0 ? 0 : m_theme.spacing(), 0, 0);
            grid->addWidget(title, row++, 0, 1, 3);
            for (const EventFact &fact : sections[index].facts) {
                QLabel *name = label(fact.name, Token::Unit), *value = label(fact.value, Token::Value);
                for (QLabel *each : {name, value})
                    each->setToolTip(fact.hint);
                grid->addWidget(name, row, 0);
                grid->addWidget(value, row++, 1);
            }
        }
        if (&column == &columns.back() && venues)
            grid->addWidget(venuesWidget(*venues), row++, 0, 1, 3);
        grid->setRowStretch(row, 1);
        grid->setColumnStretch(2, 1);
        m_columns->addLayout(grid);
    }
    m_columns->addStretch(1);
    return content;
}

QWidget *EventCard::venuesWidget(const std::vector<EventVenue> &venues)
{
    auto *box = new QWidget;
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, m_theme.spacing(), 0, 0);
    grid->setHorizontalSpacing(m_theme.spacing() * 2);
    grid->setVerticalSpacing(1);
    auto *title = new SectionTitle(m_theme, tr("Venues"));
    title->setForegroundRole(QPalette::WindowText);
    grid->addWidget(title, 0, 0, 1, 6);
    const QStringList heads{tr("Venue"), tr("Now"), tr("8 h mean"), tr("Weight"), tr("Ratio"), tr("Age")};
    for (int i = 0; i < heads.size(); ++i)
        grid->addWidget(label(heads[i], Token::Unit), 1, i, i == 0 ? Qt::AlignLeft : Qt::AlignRight);
    int row = 2;
    for (const EventVenue &venue : venues) {
        const Token bright = venue.elevated ? Token::Value : Token::Label;
        QLabel *name = label(QString::fromStdString(venue.name), bright, venue.elevated);
        const QString normal = formats::rate8h(venue.baseline8h).remove(u'+');
        name->setToolTip(
            venue.elevated ? tr("elevated; normal %1").arg(normal) : tr("not elevated; normal %1").arg(normal));
        grid->addWidget(name, row, 0);
        const double times = venue.baseline8h > 0 ? std::abs(venue.rate8h) / venue.baseline8h : 0;
        const QStringList cells{formats::rate8h(venue.rate8h), formats::rate8h(venue.smoothed8h),
            formats::percent(venue.weight), QStringLiteral("%1x").arg(times, 0, 'f', 1), formats::age(venue.ageMs)};
        for (int i = 0; i < cells.size(); ++i) {
            QLabel *cell = label(cells[i], bright);
            if (i < 2) {
                QPalette palette = cell->palette();
                palette.setColor(QPalette::WindowText, m_theme.funding(i == 0 ? venue.rate8h : venue.smoothed8h));
                cell->setPalette(palette);
            }
            grid->addWidget(cell, row, i + 1, Qt::AlignRight);
        }
        ++row;
    }
    grid->setRowStretch(row, 1);
    return box;
}

void EventCard::rebuild()
{
    if (!m_event)
        return;
    m_priority->setText(EventText::priorityName(m_event->priority), severityToken(static_cast<int>(m_event->priority)));
    QFont bold = m_theme.textFont();
    bold.setBold(true);
    m_title->setFont(bold);
    const QString state = EventText::stateName(*m_event), title = EventText::title(*m_event);
    m_title->setText(state.isEmpty() ? title : QStringLiteral("%1  (%2)").arg(title, state));
    QPalette palette = m_clears->palette();
    palette.setColor(QPalette::WindowText, m_theme.colour(Token::Label));
    m_clears->setPalette(palette);
    m_clears->setForegroundRole(QPalette::WindowText);
    QStringList clears{EventText::formula(*m_event)};
    if (m_event->state != EventState::Cleared)
        clears << EventText::clearsWhen(*m_event);
    clears.removeAll(QString());
    m_clears->setText(clears.join(u'\n'));
    m_clears->setVisible(!clears.isEmpty());
    setAccessibleName(EventText::title(*m_event));
    setAccessibleDescription(EventText::body(*m_event));
    m_columns = nullptr;
    m_scroll->setWidget(factsWidget());
    arrangeColumns();
}

void EventCard::arrangeColumns()
{
    if (m_columns)
        m_columns->setDirection(width() >= 640 ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void EventCard::retranslate()
{
    m_back->setText(QStringLiteral("\u2039 ") + tr("Events"));
    m_back->setToolTip(tr("Back to the list (Esc)"));
    m_acknowledge->setText(tr("Acknowledge"));
    m_open->setText(tr("Show asset"));
    m_mute->setText(tr("Mute 1 h"));
    rebuild();
}

void EventCard::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrangeColumns();
}

void EventCard::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace isobar
