#pragma once
#include "core/settings/settings.h"
#include "core/snapshot/awayreport.h"
#include "widgets/style/theme.h"

#include <QFrame>

#include <optional>

class QGridLayout;
class QLabel;
class QToolButton;

namespace isobar {

/// "While you were away": what became of each asset, how often its funding turned, what was told, and what nobody
/// heard.
class AwayCard final : public QFrame {
    Q_OBJECT
public:
    explicit AwayCard(Theme &theme, QWidget *parent = nullptr);

    /// Shows itself.
    void present(const AwayReport &report, TimeZoneChoice zone);
    /// The sentence on what was not heard; empty when all was.
    static QString blindText(const AwayReport &report);

protected:
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    void addRow(int row, const AwayAsset &asset);
    QLabel *cell(const QString &text, Token colour, int row, int column);

    Theme &m_theme;
    std::optional<AwayReport> m_report;
    TimeZoneChoice m_zone = TimeZoneChoice::Utc;
    QLabel *m_title, *m_blind;
    QToolButton *m_close;
    QGridLayout *m_grid;
};

} // namespace isobar
