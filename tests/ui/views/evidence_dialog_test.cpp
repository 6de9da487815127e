#include "support/ocr_models.h"
#include "ui/evidence/add_evidence_dialog.h"
#include "ui/evidence/language_button.h"

#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace redwell::ui {
namespace {

class EvidenceDialog : public testing::Test {
protected:
    void SetUp() override { QDir(m_folder.path()).mkpath(QStringLiteral("Okonjo")); }
    QString folder() const { return m_folder.filePath(QStringLiteral("Okonjo")); }
    template <class T>
    static T& in(QWidget& dialog, const char* name) {
        return *dialog.findChild<T*>(QString::fromLatin1(name));
    }
    QTemporaryDir m_folder;
};

TEST_F(EvidenceDialog, WithoutACustodianItAsksAndOffersTheFolder) {
    AddEvidenceDialog dialog({folder()}, {});
    dialog.show();
    QSignalSpy accepted(&dialog, &QDialog::accepted);
    in<QComboBox>(dialog, "evidenceCustodian").setCurrentText(QStringLiteral("  "));
    in<QPushButton>(dialog, "addToCase").click();
    EXPECT_EQ(accepted.size(), 0);
    auto& take = in<QPushButton>(dialog, "useFolderName");
    EXPECT_TRUE(take.text().contains(QStringLiteral("Okonjo"))) << take.text().toStdString();
    take.click();
    EXPECT_EQ(accepted.size(), 1);
    EXPECT_EQ(dialog.evidence().custodian, "Okonjo");
}

TEST_F(EvidenceDialog, WithoutACustodianCanBeMeant) {
    AddEvidenceDialog dialog({folder()}, {});
    dialog.show();
    QSignalSpy accepted(&dialog, &QDialog::accepted);
    in<QComboBox>(dialog, "evidenceCustodian").setCurrentText(QString());
    in<QPushButton>(dialog, "addToCase").click();
    in<QPushButton>(dialog, "addWithoutCustodian").click();
    EXPECT_EQ(accepted.size(), 1);
    EXPECT_EQ(dialog.evidence().custodian, "");
}

TEST_F(EvidenceDialog, WithACustodianNothingIsAsked) {
    AddEvidenceDialog dialog({folder()}, {});
    QSignalSpy accepted(&dialog, &QDialog::accepted);
    in<QPushButton>(dialog, "addToCase").click();
    EXPECT_EQ(accepted.size(), 1);
    EXPECT_EQ(dialog.evidence().custodian, "Okonjo") << "the folder's name";
}

TEST_F(EvidenceDialog, AnEmptyListSaysWhatToDropAndHasNothingToRemove) {
    AddEvidenceDialog dialog({}, {});
    dialog.show();
    EXPECT_TRUE(in<QLabel>(dialog, "evidenceHint").isVisible());
    EXPECT_FALSE(in<QPushButton>(dialog, "removeEvidence").isEnabled());
    AddEvidenceDialog other({folder()}, {});
    other.show();
    EXPECT_FALSE(in<QLabel>(other, "evidenceHint").isVisible());
    EXPECT_FALSE(in<QPushButton>(other, "removeEvidence").isEnabled()) << "nothing is chosen";
    in<QListWidget>(other, "evidencePaths").selectAll();
    ASSERT_TRUE(in<QPushButton>(other, "removeEvidence").isEnabled());
    in<QPushButton>(other, "removeEvidence").click();
    EXPECT_TRUE(in<QLabel>(other, "evidenceHint").isVisible());
    EXPECT_FALSE(in<QPushButton>(other, "removeEvidence").isEnabled());
}

TEST_F(EvidenceDialog, OffersTheLanguagesThatAreInstalledAndNoOther) {
    support::OcrModels models;
    models.add("fra");
    AddEvidenceDialog dialog({folder()}, {});
    auto& languages = in<LanguageButton>(dialog, "evidenceLanguages");
    QStringList offered;
    for (const auto* action : languages.menu()->actions()) offered << action->text();
    EXPECT_EQ(offered.join(QStringLiteral("; ")), QStringLiteral("English (eng); French (fra)"));
    EXPECT_EQ(dialog.evidence().languages, "eng");
    auto& add = in<QPushButton>(dialog, "addToCase");
    auto* english = languages.menu()->actions().first();
    english->trigger();
    EXPECT_FALSE(add.isEnabled()) << "none is chosen";
    languages.menu()->actions().last()->trigger();
    EXPECT_TRUE(add.isEnabled());
    EXPECT_EQ(dialog.evidence().languages, "fra");
    english->trigger();
    EXPECT_EQ(dialog.evidence().languages, "fra+eng") << "the first chosen is the main one";
}

TEST(LanguageChoice, DropsWhatIsNotInstalled) {
    const QStringList installed{QStringLiteral("deu"), QStringLiteral("eng")};
    EXPECT_EQ(LanguageButton(installed, QStringLiteral("deu+xyz")).languages(), QStringLiteral("deu"));
    EXPECT_EQ(LanguageButton(installed, QStringLiteral("englsh")).languages(), QStringLiteral("eng"));
    EXPECT_EQ(LanguageButton({QStringLiteral("deu")}, QStringLiteral("eng")).languages(), QStringLiteral("deu"));
}

}  // namespace
}  // namespace redwell::ui
