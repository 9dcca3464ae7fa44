#include "widgets/style/theme.h"

#include "core/base/hash.h"
#include "widgets/style/contrast.h"
#include "widgets/style/numberfont.h"
#include "widgets/style/palettes.h"

#include <algorithm>
#include <string_view>

namespace isobar {

namespace {

constexpr int BasePixels = 12;

/// Hue (degrees), saturation and lightness (from the usual one, away from the ground) of a venue's colour: near its own
/// brand, as far as all of them stay apart for the eye in every theme.
struct VenueHue {
    std::string_view venue;
    int hue, saturation, lightness;
};

constexpr std::array VenueHues{
    VenueHue{"binance-usdm", 48, 230, 0},
    VenueHue{"binance-coinm", 36, 188, 60},
    VenueHue{"okx", 220, 25, 0},
    VenueHue{"bybit", 28, 235, 0},
    VenueHue{"hyperliquid", 165, 170, 0},
    VenueHue{"bitget", 166, 84, 60},
    VenueHue{"gate", 216, 245, -30},
    VenueHue{"kucoin", 149, 245, -30},
    VenueHue{"mexc", 201, 245, -10},
    VenueHue{"htx", 215, 234, 60},
    VenueHue{"kraken", 284, 245, 0},
    VenueHue{"deribit", 188, 245, -30},
    VenueHue{"dydx", 272, 245, 60},
    VenueHue{"bitfinex", 116, 245, -30},
    VenueHue{"bingx", 253, 245, 30},
    VenueHue{"bitmart", 118, 143, 60},
    VenueHue{"phemex", 75, 245, -10},
    VenueHue{"woox", 18, 117, -30},
    VenueHue{"cryptocom", 231, 111, -30},
    VenueHue{"delta", 4, 245, -10},
    VenueHue{"blofin", 352, 199, 20},
    VenueHue{"aster", 56, 70, -30},
    VenueHue{"backpack", 341, 126, 60},
    VenueHue{"lighter", 308, 176, -20},
    VenueHue{"paradex", 330, 208, -10},
    VenueHue{"aevo", 324, 114, 10},
};

} // namespace

Theme::Theme(QObject *parent) : QObject(parent), m_family(numberFamily()), m_colours(tokenColours(m_theme, m_direction))
{
}

void Theme::apply(ThemeChoice theme, DirectionColours direction)
{
    if (theme == m_theme && direction == m_direction)
        return;
    m_theme = theme;
    m_direction = direction;
    m_colours = tokenColours(theme, direction);
    Q_EMIT changed();
}

QColor Theme::colour(Token token) const { return m_colours[static_cast<std::size_t>(token)]; }

QColor Theme::venue(const std::string &venueId) const
{
    const auto known =
        std::find_if(VenueHues.begin(), VenueHues.end(), [&](const VenueHue &each) { return each.venue == venueId; });
    const int hue = known != VenueHues.end() ? known->hue : static_cast<int>(StableHash().add(venueId).value() % 360);
    const int saturation = known != VenueHues.end() ? known->saturation : 150;
    const int lighter = known != VenueHues.end() ? known->lightness : 0;
    const int lightness = isDark() ? 150 + lighter : 110 - lighter;
    return withContrast(QColor::fromHsl(hue, saturation, lightness), colour(Token::PanelAlternate), 4.6);
}

QColor Theme::funding(double rate8h) const
{
    // The band around the neutral print of most venues (UX.md): neither side is crowded there.
    if (rate8h >= -0.00002 && rate8h <= 0.00013)
        return colour(Token::NeutralFunding);
    return colour(rate8h > 0 ? Token::LongsPay : Token::ShortsPay);
}

bool Theme::isDark() const { return m_theme != ThemeChoice::Light; }

QFont Theme::textFont() const
{
    QFont font(m_family);
    font.setPixelSize(BasePixels);
    return font;
}

QFont Theme::numberFont(qreal factor) const
{
    QFont font(m_family);
    font.setPixelSize(std::max(8, qRound(BasePixels * factor)));
    return font;
}

} // namespace isobar
