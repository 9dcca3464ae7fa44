#pragma once
#include "core/settings/settings.h"
#include "core/snapshot/snapshot.h"
#include "widgets/style/theme.h"

#include <QWidget>

class QLabel;
class QStackedWidget;
class QTableView;

namespace isobar {

class EmptyPanel;
class SqueezeDelegate;
class SqueezeModel;

/// The squeeze monitor as a panel: the table of all watched assets, and below it, where there is room, what the asset
/// on the screen has and lacks in sentences. Click or Enter opens an asset everywhere.
class SqueezePanel final : public QWidget {
    Q_OBJECT
public:
    explicit SqueezePanel(const Theme &theme, QWidget *parent = nullptr);

    QTableView &table() { return *m_table; }
    const SqueezeModel &model() const { return *m_model; }
    QString details() const; ///< the sentences, a line each
    QSize sizeHint() const override { return {340, 260}; }
    QSize minimumSizeHint() const override { return {240, 90}; }

public Q_SLOTS:
    void showSnapshot(const SnapshotPtr &snapshot);
    void setAsset(const QString &asset);
    void setSettings(const Settings &settings);

Q_SIGNALS:
    void assetChosen(const QString &asset);
    void assetSearchRequested(const QString &prefill);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void choose(const QModelIndex &index);
    void renewDetails();
    void retranslate();
    void fitColumns();

    const Theme &m_theme;
    SqueezeModel *m_model;
    SqueezeDelegate *m_delegate;
    QTableView *m_table;
    QLabel *m_details;
    EmptyPanel *m_empty;
    QStackedWidget *m_pages;
    QString m_asset;
};

} // namespace isobar
