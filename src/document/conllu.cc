#include "document/conllu.h"

namespace readout {

Document read_conllu(const Page& page, Notes&) {
  Document document;
  document.article.id = page.id;
  return document;
}

}  // namespace readout
