#include "widgets/style/sectiontitle.h"

#include "widgets/style/theme.h"

#include <QPalette>

namespace isobar {

SectionTitle::SectionTitle(const Theme &theme, const QString &text, QWidget *parent)
    : QLabel(text, parent), m_theme(theme)
{
    connect(&theme, &Theme::changed, this, &SectionTitle::recolour);
    recolour();
}

void SectionTitle::recolour()
{
    QFont font = m_theme.textFont();
    font.setWeight(QFont::DemiBold);
    setFont(font);
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, m_theme.colour(Token::Label));
    setPalette(colours);
}

} // namespace isobar
