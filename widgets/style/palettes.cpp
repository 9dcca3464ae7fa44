#include "widgets/style/palettes.h"

namespace isobar {

namespace {

/// One token in the three themes: dark, light, high contrast.
struct Row {
    Token token;
    QRgb dark, light, contrast;
};

constexpr QRgb rgb(unsigned value) { return 0xff000000U | value; }

constexpr std::array Rows{
    Row{Token::Window, rgb(0x11141b), rgb(0xe9ecf1), rgb(0x000000)},
    Row{Token::Panel, rgb(0x171b24), rgb(0xffffff), rgb(0x000000)},
    Row{Token::PanelAlternate, rgb(0x1b202b), rgb(0xf5f7fa), rgb(0x0f0f0f)},
    Row{Token::Field, rgb(0x0e1117), rgb(0xffffff), rgb(0x000000)},
    Row{Token::Border, rgb(0x2c3341), rgb(0xc6ccd7), rgb(0x9a9a9a)},
    Row{Token::GridLine, rgb(0x242a36), rgb(0xe1e5ec), rgb(0x4a4a4a)},
    Row{Token::Hover, rgb(0x212836), rgb(0xe8eef8), rgb(0x2a2a2a)},
    Row{Token::Selection, rgb(0x26415f), rgb(0xcfe1fb), rgb(0x0050b0)},
    Row{Token::SelectionText, rgb(0xf4f7fc), rgb(0x0d1b2e), rgb(0xffffff)},
    Row{Token::Value, rgb(0xe8ecf4), rgb(0x14181f), rgb(0xffffff)},
    Row{Token::Label, rgb(0xa3adbf), rgb(0x485262), rgb(0xe0e0e0)},
    Row{Token::Unit, rgb(0x8791a5), rgb(0x5e6879), rgb(0xcfcfcf)},
    Row{Token::Disabled, rgb(0x687184), rgb(0x868f9e), rgb(0x9a9a9a)},
    Row{Token::Accent, rgb(0x8fa8ff), rgb(0x3a4fd0), rgb(0xffff00)},
    Row{Token::Link, rgb(0x7fb6ff), rgb(0x1a5fc4), rgb(0x66ccff)},
    Row{Token::Up, rgb(0x3ecf8e), rgb(0x0a7447), rgb(0x00ff90)},
    Row{Token::Down, rgb(0xff6b6b), rgb(0xc42626), rgb(0xff7a7a)},
    Row{Token::LongsPay, rgb(0xe8ab4a), rgb(0x8a5800), rgb(0xffb000)},
    Row{Token::ShortsPay, rgb(0x4fb8f0), rgb(0x00639f), rgb(0x40c8ff)},
    Row{Token::NeutralFunding, rgb(0x98a1b3), rgb(0x5a6373), rgb(0xd0d0d0)},
    Row{Token::LiquidatedLong, rgb(0xff7fb0), rgb(0xad2066), rgb(0xff80c0)},
    Row{Token::LiquidatedShort, rgb(0xb79bff), rgb(0x6438c9), rgb(0xc8a8ff)},
    Row{Token::SeverityP1, rgb(0xff6161), rgb(0xc02020), rgb(0xff6060)},
    Row{Token::SeverityP2, rgb(0xffb44d), rgb(0x8a5400), rgb(0xffc040)},
    Row{Token::SeverityP3, rgb(0x6fb7ff), rgb(0x1a5fb2), rgb(0x70c8ff)},
    Row{Token::SeverityP4, rgb(0x98a1b3), rgb(0x5a6373), rgb(0xd0d0d0)},
    Row{Token::HealthLive, rgb(0x45cb8f), rgb(0x0a7447), rgb(0x00ff90)},
    Row{Token::HealthStarting, rgb(0x86a9dd), rgb(0x33609f), rgb(0xa0c8ff)},
    Row{Token::HealthStale, rgb(0xe6b84f), rgb(0x805800), rgb(0xffd040)},
    Row{Token::HealthDown, rgb(0xff7070), rgb(0xc02020), rgb(0xff7070)},
    Row{Token::HealthOff, rgb(0x8791a5), rgb(0x5e6879), rgb(0xc0c0c0)},
    Row{Token::FlashBackground, rgb(0x2f4570), rgb(0xffe7a3), rgb(0x5a4a00)},
    Row{Token::Badge, rgb(0x2b3343), rgb(0xe1e6ee), rgb(0x333333)},
    Row{Token::BadgeText, rgb(0xcdd5e3), rgb(0x323b49), rgb(0xffffff)},
    Row{Token::DemoBadge, rgb(0xb88cff), rgb(0x6f3fd1), rgb(0xd0a0ff)},
    Row{Token::ReplayBadge, rgb(0xe6b84f), rgb(0x805800), rgb(0xffd040)},
    Row{Token::LiveBadge, rgb(0x3db884), rgb(0x0a7447), rgb(0x00e080)},
};
static_assert(Rows.size() == static_cast<std::size_t>(Token::Count));

QRgb of(const Row &row, ThemeChoice theme)
{
    switch (theme) {
    case ThemeChoice::Dark:
        return row.dark;
    case ThemeChoice::Light:
        return row.light;
    case ThemeChoice::HighContrast:
        return row.contrast;
    }
    return row.dark;
}

constexpr Row BlueUp{Token::Up, rgb(0x5aaeff), rgb(0x0a5fb4), rgb(0x60c0ff)};
constexpr Row OrangeDown{Token::Down, rgb(0xff9f45), rgb(0x9a4a00), rgb(0xffa040)};

} // namespace

TokenColours tokenColours(ThemeChoice theme, DirectionColours direction)
{
    TokenColours colours;
    const auto at = [&colours](Token token) -> QColor & { return colours[static_cast<std::size_t>(token)]; };
    for (const Row &row : Rows)
        at(row.token) = QColor(of(row, theme));
    if (direction == DirectionColours::RedUp)
        std::swap(at(Token::Up), at(Token::Down));
    if (direction == DirectionColours::BlueOrange) {
        at(Token::Up) = QColor(of(BlueUp, theme));
        at(Token::Down) = QColor(of(OrangeDown, theme));
    }
    return colours;
}

} // namespace isobar
