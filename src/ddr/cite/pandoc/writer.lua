-- Writes each formatted citation as a piece of its own, in the format that its part names.
-- Answer: header, pieces and "end" between record separators, which no citation can hold.
-- A piece begins with its number, or its key in a list of works, and a unit separator.
-- In docx all pieces are one: a document in hexadecimal digits.

local RECORD, UNIT = "\30", "\31"

if PANDOC_VERSION < "3.8" then
  error("pandoc 3.8 or later is needed")
end

local function stringify(value)
  return value and pandoc.utils.stringify(value) or ""
end

-- Layout and case marks of the citation processor; their text stays.
local function unspan(span)
  local content = span.content
  if span.classes:includes("csl-left-margin") then
    content:insert(pandoc.Space())
  end
  return content
end

local function unwrap(element) return element.content end

-- Neighbouring strings as one, spaces single: what a writer must escape may span two strings.
local function joined(inlines)
  local kept = pandoc.Inlines{}
  for _, inline in ipairs(inlines) do
    local last = kept[#kept]
    if inline.t == "Str" and last and last.t == "Str" then
      last.text = last.text .. inline.text
    elseif inline.t ~= "Space" or (last and last.t ~= "Space") then
      kept:insert(inline.t == "Str" and pandoc.Str(inline.text) or inline)
    end
  end
  return kept
end

-- After a title that ends in a mark of its own stands a word joiner, which keeps the citation
-- processor from dropping the comma that follows; a full stop is too much there, as is the joiner.
local JOINER = "\u{2060}"

local function unjoined(str)
  return pandoc.Str((str.text:gsub(JOINER .. "%.", ""):gsub(JOINER, "")))
end

local OPENING, CLOSING = {["“"] = true, ["‘"] = true}, {["”"] = true, ["’"] = true}

-- A piece that ends with a quotation, with a mark put before all its closing marks; nil if it ends
-- otherwise or has a mark there. The citation processor makes a span of each quotation.
local function with_inside(inline, mark)
  local content = inline.content
  if inline.t == "Note" or inline.t == "Link" or not content or #content == 0 then return nil end
  local last = #content
  local quoted = inline.t == "Span" and last > 2 and OPENING[content[1].text]
                 and CLOSING[content[last].text]
  if quoted then last = last - 1 end
  local deeper = with_inside(content[last], mark)
  if deeper then
    content[last] = deeper
  elseif quoted and not stringify(content[last]):match("[.,;:?!]$") then
    content:insert(last + 1, pandoc.Str(mark))
  else
    return nil
  end
  inline.content = content
  return inline
end

-- Whether a piece ends with a joiner, be it inside a quotation.
local function joins(inline)
  local text = stringify(inline)
  for mark in pairs(CLOSING) do
    if text:sub(-#mark) == mark then text = text:sub(1, -#mark - 1) end
  end
  return text:sub(-#JOINER) == JOINER
end

-- Puts commas and full stops in their places at the ends of quotations and of titles.
local function punctuated(inside)
  return function(inlines)
    for at = 1, #inlines - 1 do
      local before, after = inlines[at], inlines[at + 1]
      local mark = after.t == "Str" and after.text:match("^[.,]")
      if mark == "." and joins(before) then
        inlines[at + 1] = pandoc.Str(after.text:sub(2))
      elseif mark and inside then
        local moved = with_inside(before, mark)
        if moved then
          inlines[at] = moved
          inlines[at + 1] = pandoc.Str(after.text:sub(2))
        end
      end
    end
    return inlines
  end
end

-- A filter that writes what stands between the two captures of a pattern as raw markup.
local function raw(pattern, format, markup)
  local function str(element)
    local text, pieces, at = element.text, pandoc.Inlines{}, 1
    for from, to in text:gmatch(pattern) do
      pieces:insert(pandoc.Str(text:sub(at, from - 1)))
      pieces:insert(pandoc.RawInline(format, markup))
      at = to
    end
    if at == 1 then return nil end
    pieces:insert(pandoc.Str(text:sub(at)))
    return pieces
  end
  local function link(element) return element, false end
  return {traverse = "topdown", Str = str, Link = link}
end

-- Signs that Org reads as markup, as its entities; where they are doubled, kept apart by a
-- zero-width space, as its manual advises.
local ZERO = "\u{200b}"
local org_entities = {
  ["$"] = "dollar", ["<"] = "lt", [">"] = "gt", ["{"] = "lbrace", ["}"] = "rbrace", ["|"] = "vert",
  ["\\"] = "backslash", ["~"] = "tilde", ["="] = "equal", ["*"] = "ast", ["+"] = "plus",
  ["/"] = "slash",
}
local org_at_edges = "[*/+=~]"

local function org_escaped(text)
  local done = ""
  for at = 1, #text do
    local sign, before, after = text:sub(at, at), text:sub(at - 1, at - 1), text:sub(at + 1, at + 1)
    local opens = before == "" or before:find("[-({'\"\x80-\xff]") or before:find(org_at_edges)
    local closes = after == "" or after:find("[-.,;:!?')}%[\"\x80-\xff]") or after:find(org_at_edges)
    if sign == "/" and before .. after == ":/" or before == "/" and text:sub(at - 2, at - 2) == ":" then
      done = done .. sign
    elseif sign:find(org_at_edges) and not opens and not closes then
      done = done .. sign
    elseif org_entities[sign] then
      done = done .. "\\" .. org_entities[sign] .. "{}"
    elseif sign == "_" or sign == "^" then
      done = done .. sign .. ZERO
    elseif (after == sign and sign:find("[-.@%[]")) or (sign == "[" and after:find("[fc]")) then
      done = done .. sign .. ZERO
    else
      done = done .. sign
    end
  end
  return done
end

local org_signs = "[*/+$<>{}|\\_^~=]"
local escape_org = {
  traverse = "topdown",
  Str = function(element)
    local text = element.text
    if text:find("^%a+://") then return nil end  -- Org makes a link of it
    if text:find(org_signs) or text:find("%-%-") or text:find("%.%.") or text:find("@@")
       or text:find("%[[%[fc]") then
      return pandoc.RawInline("org", org_escaped(text))
    end
  end,
  Link = function(element) return element, false end,
}

-- What pandoc's own writers leave to be read as something else.
local escapes = {
  org = escape_org,
  markdown = raw("()&()#?%w+;", "markdown", "\\&"),
  latex = raw("()`()", "latex", "\\textasciigrave{}"),
}

local no_markup = {"Emph", "Strong", "Underline", "SmallCaps", "Superscript", "Subscript",
                   "Strikeout", "Link"}
local no_extensions = {"Underline", "SmallCaps", "Superscript", "Subscript", "Strikeout"}

-- A note is a footnote by its own mark, or by a mark with a label and the note below, or, where
-- there is neither, a paragraph below.
local own_notes = {latex = true, typst = true, rtf = true, docx = true}
local labelled = {
  markdown = {"[^%s]", "[^%s]: "},
  org = {"[fn:%s]", "[fn:%s] "},
}

local options = pandoc.WriterOptions{wrap_text = "none"}

-- The functions that write in the format of a part.
local function writer_of(part)
  local target = stringify(part.target)
  local markup = target:match("^%a+")
  local inside = stringify(part.inside) ~= ""
  local before_links = part["before-links"] or {}
  local filter = {Span = unspan}
  for _, name in ipairs(markup == "plain" and no_markup or markup == "markdown" and no_extensions
                        or {}) do
    filter[name] = unwrap
  end

  local function announced(link)
    local before = stringify(before_links[link.target])
    return before ~= "" and {pandoc.Str(before), pandoc.Space(), link} or nil
  end

  local function ready(blocks)
    blocks = blocks:walk{Link = announced}:walk{Inlines = punctuated(inside)}
    blocks = blocks:walk(filter):walk{Inlines = joined}:walk{Str = unjoined}
    return escapes[markup] and blocks:walk(escapes[markup]) or blocks
  end

  local function written(blocks)
    local text = pandoc.write(pandoc.Pandoc(ready(blocks)), target, options):gsub("%s+$", "")
    return markup == "markdown" and text:gsub("^%%", "\\%%") or text
  end

  return {markup = markup, ready = ready, written = written}
end

-- A footnote at the end of a text, and the blocks that go below it.
local function footnote(writer, label, note)
  local markup = writer.markup
  if own_notes[markup] then
    return pandoc.Inlines{pandoc.Note{pandoc.Para(note)}}, pandoc.Blocks{}
  end
  local form = labelled[markup]
  if not form then return pandoc.Inlines{}, pandoc.Blocks{pandoc.Para(note)} end
  local mark = pandoc.RawInline(markup, form[1]:format(label))
  local head = pandoc.RawInline(markup, form[2]:format(label))
  note:insert(1, head)
  return pandoc.Inlines{mark}, pandoc.Blocks{pandoc.Para(note)}
end

-- A quotation and its citation.
local function quotation(writer, quote, cited, is_note)
  local content, below = pandoc.Inlines{}, pandoc.Blocks{}
  local lead = pandoc.Inlines(quote.lead or {})
  local stop, close = stringify(quote.stop), stringify(quote.close)
  local inside = quote.block or (is_note and not quote.outside)
  local mark
  if is_note then
    mark, below = footnote(writer, stringify(quote.label), cited)
  else
    mark = pandoc.Inlines{pandoc.Space()}
    mark:extend(cited)
  end
  if #lead > 0 and not quote.block then
    content:extend(lead)
    content:insert(pandoc.Space())
  end
  content:insert(pandoc.Str(stringify(quote.open)))
  content:extend(quote.words)
  content:insert(pandoc.Str((inside and stop or "") .. close))
  content:extend(mark)
  if not inside and quote.ended then content:insert(pandoc.Str(".")) end
  local blocks = pandoc.Blocks{}
  if #lead > 0 and quote.block then blocks:insert(pandoc.Para(lead)) end
  local para = pandoc.Para(content)
  blocks:insert(quote.block and pandoc.BlockQuote{para} or para)
  blocks:extend(below)
  return blocks
end

local function of_blocks(blocks)
  return pandoc.utils.blocks_to_inlines(blocks, {pandoc.Space()})
end

local function citation(writer, cite, quote)
  local note
  cite:walk{Note = function(element) note = element end}
  local content = note and of_blocks(note.content) or cite.content
  if quote.words then return quotation(writer, quote, content, note ~= nil) end
  local block = writer.markup == "docx" and pandoc.Para or pandoc.Plain
  return pandoc.Blocks{block(content)}
end

-- The entries of a list of works, as the format that has a style for them wants them.
local function entries(writer, div, put)
  if writer.markup == "docx" then
    put("0", pandoc.Blocks{div})
    return
  end
  for _, entry in ipairs(div.content) do
    put(entry.identifier:gsub("^ref%-", ""), pandoc.Blocks{pandoc.Plain(of_blocks(entry.content))})
  end
end

local function hexadecimal(bytes)
  return (bytes:gsub(".", function(byte) return ("%02x"):format(byte:byte()) end))
end

-- One document of pieces, in the order of their numbers.
local function in_one(pieces)
  local order = {}
  for at in ipairs(pieces) do order[at] = at end
  table.sort(order, function(a, b)
    local first, second = tonumber(pieces[a][1]), tonumber(pieces[b][1])
    return first < second or (first == second and a < b)
  end)
  local blocks = pandoc.Blocks{}
  for _, at in ipairs(order) do blocks:extend(pieces[at][2]) end
  return hexadecimal(pandoc.write(pandoc.Pandoc(blocks), "docx"))
end

-- No more than it needs: it would count a citation in the metadata as a first one.
local for_citeproc = {"lang", "csl", "references", "suppress-bibliography", "nocite"}

function Writer(doc)
  local pieces, texts, whole = {}, pandoc.List{"ddr-citations 2"}, false
  for _, part in ipairs(doc.meta["ddr-parts"]) do
    local writer = writer_of(part)
    whole = writer.markup == "docx"
    local function put(key, blocks)
      if whole then
        table.insert(pieces, {key, writer.ready(blocks)})
      else
        texts:insert(key .. UNIT .. writer.written(blocks))
      end
    end
    local meta, at = {}, 0
    for _, name in ipairs(for_citeproc) do meta[name] = part[name] end
    for _, block in ipairs(pandoc.utils.citeproc(pandoc.Pandoc(part.blocks, meta)).blocks) do
      if block.t == "Para" then
        at = at + 1
        local number = stringify(part.numbers[at])
        if number ~= "-1" then
          put(number, citation(writer, block.content[1], part.quotes[at]))
        end
      elseif block.t == "Div" and block.identifier == "refs" then
        entries(writer, block, put)
      end
    end
  end
  if whole then texts:insert("0" .. UNIT .. in_one(pieces)) end
  texts:insert("end")
  return table.concat(texts, RECORD)
end
