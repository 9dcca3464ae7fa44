#pragma once
#include "core/settings/settings.h"

#include <QColor>
#include <QFont>
#include <QObject>
#include <QString>

#include <array>
#include <string>

namespace isobar {

/// Every colour has a meaning; widgets ask for the meaning, never for a hue.
enum class Token {
    Window,
    Panel,
    PanelAlternate,
    Field,
    Border,
    GridLine,
    Hover,
    Selection,
    SelectionText,
    Value,
    Label,
    Unit,
    Disabled, ///< text: bright, dim, dimmest
    Accent,
    Link,
    Up,
    Down, ///< direction of price
    LongsPay,
    ShortsPay,
    NeutralFunding, ///< who pays funding
    LiquidatedLong,
    LiquidatedShort,
    SeverityP1,
    SeverityP2,
    SeverityP3,
    SeverityP4,
    HealthLive,
    HealthStarting,
    HealthStale,
    HealthDown,
    HealthOff,
    FlashBackground,
    Badge,
    BadgeText,
    DemoBadge,
    ReplayBadge,
    LiveBadge,
    Count
};

/// The colours and fonts in force. One object, owned by the session, handed by reference; widgets repaint on changed().
class Theme : public QObject {
    Q_OBJECT
public:
    explicit Theme(QObject *parent = nullptr);

    /// Changes nothing and emits nothing if the choice is the same.
    void apply(ThemeChoice theme, DirectionColours direction);

    QColor colour(Token token) const;
    /// A fixed colour for each venue (by its id), readable on the panel.
    QColor venue(const std::string &venueId) const;
    /// Colour of a funding rate per 8 h by who pays; grey between -0.002 % and +0.013 %.
    QColor funding(double rate8h) const;
    bool isDark() const;
    ThemeChoice choice() const { return m_theme; }
    DirectionColours direction() const { return m_direction; }

    QFont textFont() const; ///< for labels
    QFont numberFont(qreal factor = 1.0) const; ///< all ten digits have the same advance
    int spacing() const { return 6; } ///< logical pixels between things

Q_SIGNALS:
    void changed();

private:
    ThemeChoice m_theme = ThemeChoice::Dark;
    DirectionColours m_direction = DirectionColours::GreenUp;
    QString m_family; ///< of text and numbers alike, so that they look of one piece
    std::array<QColor, static_cast<std::size_t>(Token::Count)> m_colours;
};

} // namespace isobar
