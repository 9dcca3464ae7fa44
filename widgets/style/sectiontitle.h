#pragma once
#include <QLabel>

namespace isobar {

class Theme;

/// A quiet heading within a panel, in the label colour.
class SectionTitle : public QLabel {
    Q_OBJECT
public:
    explicit SectionTitle(const Theme &theme, const QString &text = {}, QWidget *parent = nullptr);

private:
    void recolour();
    const Theme &m_theme;
};

} // namespace isobar
