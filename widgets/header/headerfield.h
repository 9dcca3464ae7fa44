#pragma once
#include "widgets/style/theme.h"

#include <QColor>
#include <QString>
#include <QVector>
#include <QWidget>

namespace isobar {

/// A run of text of one look.
struct HeaderRun {
    QString text;
    Token colour = Token::Value;
    bool strong = false;
    qreal size = 1.0; ///< of the number font
};

/// Two lines of text in a slot of fixed width: as wide as its samples, wider once a text needs it, never narrower
/// again, so that changing numbers move nothing.
class HeaderField final : public QWidget {
    Q_OBJECT
public:
    explicit HeaderField(const Theme &theme, QWidget *parent = nullptr);

    /// The widest usual content; measured, never shown.
    void setSample(const QVector<HeaderRun> &top, const QVector<HeaderRun> &bottom);
    void setLines(const QVector<HeaderRun> &top, const QVector<HeaderRun> &bottom);
    QString topText() const;
    QString bottomText() const;
    /// Width that the present texts need.
    int neededWidth() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int widthOf(const QVector<HeaderRun> &runs) const;
    QFont fontOf(const HeaderRun &run) const;
    void paintLine(QPainter &painter, const QVector<HeaderRun> &runs, int baseline) const;

    const Theme &m_theme;
    QVector<HeaderRun> m_top, m_bottom;
    int m_width = 0;
};

} // namespace isobar
