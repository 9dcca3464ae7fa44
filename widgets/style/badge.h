#pragma once
#include "widgets/style/theme.h"

#include <QString>
#include <QWidget>

namespace isobar {

/// A small rounded label: a source ("DEMO"), an interval ("8h"), a state. Colours follow the theme.
class Badge : public QWidget {
    Q_OBJECT
public:
    explicit Badge(const Theme &theme, QWidget *parent = nullptr);

    QString text() const { return m_text; }
    /// `background` Token::Badge gives Token::BadgeText, any other the more readable of black and white.
    void setText(const QString &text, Token background = Token::Badge);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QString m_text;
    Token m_background = Token::Badge;
};

/// The same shape for delegates and painted widgets; `rect` is the whole badge.
void paintBadge(QPainter &painter, const QRectF &rect, const QString &text, const QColor &background,
    const QColor &foreground, const QFont &font);

} // namespace isobar
