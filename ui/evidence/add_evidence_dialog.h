// File > Add evidence (or a drop on the window): what to take in, whose it is, how scans are read.
#pragma once

#include "processing/ingest.h"

#include <QDialog>
#include <QStringList>

class QComboBox;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace redwell::ui {

class AddEvidenceDialog : public QDialog {
    Q_OBJECT
public:
    AddEvidenceDialog(const QStringList& paths, const QStringList& custodians, QWidget* parent = nullptr);
    processing::Evidence evidence() const;

private:
    void addPaths(const QStringList& paths);
    void check();

    QListWidget* m_paths;
    QComboBox *m_custodian, *m_ocr;
    QLineEdit* m_languages;
    QPushButton* m_add;
};

}  // namespace redwell::ui
