// One item of an Outlook mailbox with its recipients, its attachments and the items within it.
#pragma once

#include "formats/mapi_message.h"
#include "formats/mapi_names.h"
#include "formats/pst_file.h"

namespace redwell::formats {

// Attachments that cannot be read stand with their problem. Errors: Damaged, NotFound, TooLarge.
Result<MapiMessage> pstItem(const PstFile& file, const PropertyNames& names, const PstFile::Place& place);

// Of a folder, the store or any node that holds nothing else. Errors: as above.
Result<PropertyBag> pstProperties(const PstFile& file, const PropertyNames& names, const PstFile::Place& place);

PropertyNames pstNames(const PstFile& file);

}  // namespace redwell::formats
