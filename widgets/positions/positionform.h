#pragma once
#include "core/market/position.h"
#include "core/settings/settings.h"
#include "core/snapshot/snapshot.h"
#include "widgets/style/theme.h"

#include <QWidget>

#include <array>
#include <vector>

class QBoxLayout;
class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace isobar {

/// The fields of one position. What is typed is told at once; a field that cannot be read gives a value that faultsOf()
/// names.
class PositionForm final : public QWidget {
    Q_OBJECT
public:
    explicit PositionForm(const Theme &theme, QWidget *parent = nullptr);

    /// As it stands in the fields. An empty entry is the mark, an empty time of opening is not known.
    Position position() const;
    /// Puts a position into the fields, to be changed; with id 0 as a new one.
    void load(const Position &position);
    void clear(); ///< empty fields of a new position; side, leverage, contract and warning stay
    std::uint64_t editedId() const { return m_id; }
    bool isEmpty() const; ///< nothing was typed that makes a position

    /// The asset that new positions are in, with its contracts; null: none is known yet. `marketMs`: for times of day.
    void setMarket(const QString &asset, const AssetSnapshot *market, TimeMs marketMs);
    void setTimeZone(TimeZoneChoice zone) { m_zone = zone; }
    QString asset() const { return m_asset; }
    /// Says what is wrong, or may be, under the fields.
    void say(const QString &sentence, Token colour);
    QString said() const;
    void retranslate();
    /// As narrow as its widest part.
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void changed();
    void keepRequested();
    void clearRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QLineEdit *addField(QBoxLayout *row, QLabel *&label, int digits);
    void fillContracts(const AssetSnapshot &market);
    void restoreContract(const QString &key);
    std::optional<TimeMs> opened() const;
    void dress();
    /// Breaks its parts into as many lines as the width asks for.
    void fitTo(int width);

    const Theme &m_theme;
    std::uint64_t m_id = 0;
    QString m_asset;
    TimeMs m_marketMs = 0;
    TimeZoneChoice m_zone = TimeZoneChoice::Utc;
    std::optional<double> m_mark; ///< of the chosen contract
    QString m_wantedContract; ///< chosen before its venue was there
    QBoxLayout *m_rows;
    std::array<QWidget *, 5> m_parts; ///< what stays on one line: size, entry, contract, opening, warning
    std::vector<int> m_lineOf; ///< of each part
    QToolButton *m_long, *m_short, *m_keep, *m_clear;
    QLabel *m_sizeLabel, *m_entryLabel, *m_leverageLabel, *m_marginLabel, *m_openedLabel, *m_alertLabel, *m_message;
    QLineEdit *m_size, *m_entry, *m_leverage, *m_margin, *m_opened, *m_alert;
    QComboBox *m_unit, *m_contract;
};

} // namespace isobar
