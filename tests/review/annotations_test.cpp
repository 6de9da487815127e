#include "review/annotations.h"

#include "support/small_case.h"

namespace redwell::review {
namespace {

class AnnotationsTest : public support::SmallCase {
protected:
    Result<AnnotationId> add(const Annotation& annotation) {
        return write([&](casefile::Database& database) { return AnnotationStore(database).add(annotation); });
    }
    std::vector<Annotation> of(DocumentId document) {
        auto lease = m_case->read();
        return *AnnotationStore(**lease).ofDocument(document);
    }
};

TEST_F(AnnotationsTest, StandOnADocumentAPlaceOrAMessage) {
    documents::Message message;
    message.from = "Imogen Vale";
    const auto d = put({}, {"text"}, {message});
    auto lease = m_case->read();
    const auto stored = messages::MessageStore(**lease).ofDocument(d.id)->front();
    ASSERT_TRUE(add({{}, d.id, {}, 0, {}, "whole", "Ann", {}}));
    ASSERT_TRUE(add({{}, d.id, {}, 1, {700, 100, 50, 40}, "place", "Ann", {}}));
    ASSERT_TRUE(add({{}, d.id, stored.id, 1, {}, "message", "Ben", {}}));
    const auto notes = of(d.id);
    ASSERT_EQ(notes.size(), 3u);
    EXPECT_EQ(notes[0].note, "whole");
    EXPECT_EQ(notes[1].message, stored.id);
    EXPECT_EQ(notes[2].box, (Box{50, 40, 612, 100}));  // set right and clipped to the page
}

TEST_F(AnnotationsTest, RefuseAnEmptyNoteAndAPageThatIsNotThere) {
    const auto d = put("text");
    EXPECT_FALSE(add({{}, d.id, {}, 0, {}, "  ", "Ann", {}}));
    EXPECT_FALSE(add({{}, d.id, {}, 2, {0, 0, 10, 10}, "note", "Ann", {}}));
    EXPECT_FALSE(add({{}, d.id, {99}, 0, {}, "note", "Ann", {}}));
    EXPECT_FALSE(add({{}, {99}, {}, 0, {}, "note", "Ann", {}}));
}

TEST_F(AnnotationsTest, ComeBackAfterRemoval) {
    const auto d = put("text");
    const auto id = *add({{}, d.id, {}, 0, {}, "note", "Ann", {}});
    ASSERT_TRUE(write(
        [&](casefile::Database& database) { return AnnotationStore(database).change(id, "better note", "Ben"); }));
    ASSERT_TRUE(write([&](casefile::Database& database) { return AnnotationStore(database).remove(id, "Ann"); }));
    EXPECT_TRUE(of(d.id).empty());
    ASSERT_TRUE(write([&](casefile::Database& database) { return AnnotationStore(database).restore(id, "Ann"); }));
    ASSERT_EQ(of(d.id).size(), 1u);
    EXPECT_EQ(of(d.id)[0].note, "better note");
}

}  // namespace
}  // namespace redwell::review
