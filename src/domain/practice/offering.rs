//! Offerings and their variants: what the firm does, what it does not, and how well (product claims A8, B7, E11).

use chrono::NaiveDate;

use crate::domain::id::{OfferingId, PartnerId, VariantId};
use crate::domain::money::Minor;
use crate::domain::record::{Field, Rating, Shape, Sound, Target, one_of, record};
use crate::domain::text::{Line, Prose};

const GOOD_AT: [&str; 5] = ["poor at it", "learning", "sound", "good at it", "among the best"];
const ENJOY: [&str; 5] = ["dislike it", "rather not", "all right", "enjoy it", "love it"];

one_of! {
    /// How near work is to what the firm is for.
    CoreClass {
        /// What the firm is for.
        Core = "core", "core";
        /// Near it.
        Adjacent = "adjacent", "adjacent";
        /// Not ours.
        OffCore = "off-core", "off-core";
    }
}

one_of! {
    /// Whether anybody would talk about it (product claim E11).
    Standing {
        /// Like everybody's.
        Safe = "safe", "safe";
        /// Worth a remark.
        Remarkable = "remarkable", "remarkable";
    }
}

one_of! {
    /// Whether it is done for a customer or with them.
    Company {
        /// Done for them.
        Solo = "solo", "solo";
        /// Done with them.
        Collaborative = "collaborative", "collaborative";
    }
}

record! {
    /// Something the firm sells, or says it does not.
    Offering, OfferingId {
        /// What it is called.
        name: Line = Field::new("Name", Shape::Line).needed();
        /// How near it is to what the firm is for.
        core: CoreClass = Field::new("Class", Shape::OneOf(CoreClass::WORDS)).needed().hint("off-core: not yours; say whom you send it to");
        /// What the firm does.
        does: Option<Prose> = Field::new("You do", Shape::Prose).hint("what is in it");
        /// What it does not.
        does_not: Option<Prose> = Field::new("You do not", Shape::Prose).hint("what is not, however nicely they ask");
        /// Where it goes when it is not ours.
        partner: Option<PartnerId> = Field::new("Sent to", Shape::Link(Target::Partner)).hint("who does it where you do not");
        /// Pages of the written process.
        process_pages: Option<u32> = Field::new("Process, pages", Shape::Count { least: 0, most: 10_000 }).hint("how long your written process is; none: there is none");
        /// When it was last revised.
        process_revised: Option<NaiveDate> = Field::new("Process revised", Shape::Date { ahead: false });
        /// What it costs on the list.
        list_price: Option<Minor> = Field::new("List price", Shape::Money { signed: false });
        /// Whether anybody would talk about it.
        standing: Option<Standing> = Field::new("Standing", Shape::OneOf(Standing::WORDS)).hint("safe: like everybody's");
        /// For them or with them.
        company: Option<Company> = Field::new("Done", Shape::OneOf(Company::WORDS)).hint("alone, or together with the customer");
        /// How good the firm is at it.
        good_at: Option<Rating> = Field::new("Good at it", Shape::Rating(&GOOD_AT));
        /// How much it is enjoyed.
        enjoy: Option<Rating> = Field::new("Enjoy it", Shape::Rating(&ENJOY));
        /// Since when it is sold.
        launched: Option<NaiveDate> = Field::new("Launched", Shape::Date { ahead: false });
        /// When everybody may know.
        public: Option<NaiveDate> = Field::new("Public on", Shape::Date { ahead: true });
        /// How many can be taken on.
        slots: Option<u32> = Field::new("Slots", Shape::Count { least: 0, most: 10_000 }).hint("how many you can take on; empty: any number");
        /// Put away.
        archived: bool = Field::new("Archived", Shape::Flag("hidden from lists")).ours();
    }
}

impl Sound for Offering {}

record! {
    /// A way an offering is delivered.
    Variant, VariantId {
        /// Of what.
        offering: OfferingId = Field::new("Offering", Shape::Link(Target::Offering)).needed();
        /// What it is called.
        name: Line = Field::new("Name", Shape::Line).needed();
        /// Whether the firm supports it, rather than having done it once.
        supported: bool = Field::new("Supported", Shape::Flag("you do this again for the next one"));
        /// When it was first delivered.
        learned: Option<NaiveDate> = Field::new("Learned", Shape::Date { ahead: false }).hint("when you first delivered it");
        /// What is to be said of it.
        note: Option<Prose> = Field::new("Note", Shape::Prose);
        /// Put away.
        archived: bool = Field::new("Archived", Shape::Flag("hidden from lists")).ours();
    }
}

impl Sound for Variant {}
