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

local directory = pandoc.path.directory(PANDOC_SCRIPT_FILE)
local mending = dofile(pandoc.path.join{directory, "mending.lua"})
local plain = mending.plain

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
  local made = mending.mender(markup, inside, part["before-links"] or {})

  local function as_tables(blocks)
    local document = pandoc.json.decode(pandoc.write(pandoc.Pandoc(blocks), "json"), false)
    mending.with_inlines(document.blocks, made)
    return document
  end

  local function as_blocks(document)
    local blocks = pandoc.read(pandoc.json.encode(document), "json").blocks
    local escape = mending.escapes[markup]
    return escape and blocks:walk(escape) or blocks
  end

  local function ready(blocks) return as_blocks(as_tables(blocks)) end

  local function written(blocks)
    local document = as_tables(blocks)
    local first = document.blocks[1]
    local text
    if markup == "plain" and #document.blocks == 1 and first.t == "Plain" then
      text = plain(first.c)
    else
      text = pandoc.write(pandoc.Pandoc(as_blocks(document)), target, options)
    end
    text = text:gsub("%s+$", "")
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

-- The entries of a list of works, as the format that has a style for them wants them. One that the
-- style leaves out is an empty text.
local function entries(writer, div, supplied, put, left_out)
  for _, entry in ipairs(div.content) do
    if supplied[entry.identifier:gsub("^ref%-", "")] then
      entry.content = mending.with_date_supplied(entry.content, true)
    end
  end
  if writer.markup == "docx" then
    div.content = div.content:filter(function(entry) return stringify(entry.content) ~= "" end)
    put("0", pandoc.Blocks{div})
    return
  end
  for _, entry in ipairs(div.content) do
    local key = entry.identifier:gsub("^ref%-", "")
    if stringify(entry.content) == "" then
      left_out(key)
    else
      put(key, pandoc.Blocks{pandoc.Plain(of_blocks(entry.content))})
    end
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
    local meta, at, supplied = {}, 0, part.supplied or {}
    for _, name in ipairs(for_citeproc) do meta[name] = part[name] end
    for _, block in ipairs(pandoc.utils.citeproc(pandoc.Pandoc(part.blocks, meta)).blocks) do
      if block.t == "Para" then
        at = at + 1
        local number = stringify(part.numbers[at])
        if number ~= "-1" then
          local cite, every = block.content[1], true
          for _, one in ipairs(cite.citations) do every = every and supplied[one.id] end
          if every then
            cite = mending.with_date_supplied(pandoc.Blocks{block}, false)[1].content[1]
          end
          put(number, citation(writer, cite, part.quotes[at]))
        end
      elseif block.t == "Div" and block.identifier == "refs" then
        entries(writer, block, supplied, put, function(key) texts:insert(key .. UNIT) end)
      end
    end
  end
  if whole then texts:insert("0" .. UNIT .. in_one(pieces)) end
  texts:insert("end")
  return table.concat(texts, RECORD)
end
