// S/MIME and its relatives (CMS, PKCS #7): what was signed is read, and who signed it is named as his certificate names
// him. Nothing is verified and no trust is claimed: that needs certificates and dates which a worker does not have.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace redwell::formats {

struct SignedContent {
    std::string content;  // what was signed; empty in a detached signature
    bool isDetached = false;
    std::string signer;      // "Imogen Vale <ivale@meridian.example>", from the certificate; several parted by "; "
    std::string signedTime;  // as the signer states it, ISO 8601 in UTC; empty where he does not
};

// bytes: DER, PEM or base64. Errors: Password (encrypted), Unsupported (another kind of envelope), Damaged.
Result<SignedContent> openSigned(std::string_view bytes);

// The bytes begin as such a file does.
bool isSignedOrEncrypted(std::string_view bytes);

}  // namespace redwell::formats
