// File > Add evidence (or a drop on the window): what to take in, whose it is, how scans are read.
#pragma once

#include "processing/ingest.h"

#include <QDialog>
#include <QStringList>

class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;

namespace redwell::ui {

class LanguageButton;

class AddEvidenceDialog : public QDialog {
    Q_OBJECT
public:
    AddEvidenceDialog(const QStringList& paths, const QStringList& custodians, QWidget* parent = nullptr);
    processing::Evidence evidence() const;
    void accept() override;  // asks once when nobody is named as custodian

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void addPaths(const QStringList& paths);
    void check();
    QString folderName() const;  // of the first folder, or of the folder of the first file

    QListWidget* m_paths;
    QComboBox *m_custodian, *m_ocr;
    LanguageButton* m_languages;
    QPushButton *m_add, *m_remove;
    QLabel* m_hint;  // over the empty list
};

}  // namespace redwell::ui
