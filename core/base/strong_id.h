// Identities are types of their own: a DocumentId is never taken for a MessageId.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace redwell {

template <class Tag>
struct StrongId {
    std::int64_t value = 0;
    explicit operator bool() const { return value != 0; }
    auto operator<=>(const StrongId&) const = default;
};

using DocumentId = StrongId<struct DocumentTag>;
using MessageId = StrongId<struct MessageTag>;
using AnnotationId = StrongId<struct AnnotationTag>;
using RedactionId = StrongId<struct RedactionTag>;
using ProductionId = StrongId<struct ProductionTag>;

}  // namespace redwell

template <class Tag>
struct std::hash<redwell::StrongId<Tag>> {
    std::size_t operator()(const redwell::StrongId<Tag>& id) const { return std::hash<std::int64_t>{}(id.value); }
};
