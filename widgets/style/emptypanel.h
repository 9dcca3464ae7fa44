#pragma once
#include <QString>
#include <QWidget>

namespace isobar {

class Theme;

/// What a panel shows while it has nothing to show: what it is waiting for, and how far that is.
class EmptyPanel : public QWidget {
    Q_OBJECT
public:
    explicit EmptyPanel(const Theme &theme, QWidget *parent = nullptr);

    /// `title` says what is missing, `detail` what happens meanwhile; `progress` 0..1 draws a bar, below 0 none.
    void setMessage(const QString &title, const QString &detail = {}, double progress = -1);
    QString title() const { return m_title; }
    QString detail() const { return m_detail; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QString m_title, m_detail;
    double m_progress = -1;
};

} // namespace isobar
